using System.Buffers;

namespace TatumKms.Cli.Doctor;

/// <summary>Writes values so that a POSIX shell takes them as they are.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,");

    /// <summary>The value as one word.</summary>
    public static string Quote(string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExcept(Plain) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The values as words.</summary>
    public static string Quote(IEnumerable<string> values) => string.Join(' ', values.Select(Quote));
}
