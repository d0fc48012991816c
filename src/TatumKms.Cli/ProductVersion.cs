using System.Reflection;
using System.Runtime.InteropServices;

namespace TatumKms.Cli;

/// <summary>Which version this is, and of which version of the original it speaks the protocol.</summary>
internal static class ProductVersion
{
    /// <summary>What the API is told (<c>x-ttm-kms-client-version</c>): the requests are those of this version of the original.</summary>
    public const string Protocol = "8.0.1";

    private const int CommitLength = 7;

    private static readonly string[] Parts =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', 2);

    /// <summary>The version of this program, without the commit that the build appends.</summary>
    public static string Current => Parts[0];

    /// <summary>What it was built from and runs on: <c>commit abcdef1, .NET 10.0.0, linux-x64</c>. A build without git knows no commit.</summary>
    public static string Build => string.Join(", ", new[] { Commit(Parts), RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier }.OfType<string>());

    internal static string? Commit(IReadOnlyList<string> parts) =>
        parts.Count > 1 && parts[1].Length >= CommitLength ? $"commit {parts[1][..CommitLength]}" : null;
}
