using System.Globalization;

namespace TatumKms.Cli;

/// <summary>
/// The socket in the folder for temporary files by which others find the runtime's diagnostics port:
/// dotnet-diagnostic-{process id}-{key}-socket. On Linux the key is the time at which the process began.
/// </summary>
internal static class DiagnosticsSocket
{
    // Field 22 of /proc/{id}/stat; the first behind the program's name is number 3.
    private const int StartTime = 22 - 3;

    private static string Prefix => $"dotnet-diagnostic-{Environment.ProcessId}-";

    /// <summary>
    /// The sockets that are there: the foretold one, or what the list of the folder has where none is foretold. Not that list alone:
    /// a process that was killed leaves its socket behind, and in a container the next one has the same id.
    /// </summary>
    public static IEnumerable<string> Find() => Foretell() is not { } path ? List() : File.Exists(path) ? [path] : [];

    /// <summary>All sockets of processes with this one's id, from the list of the folder, which may be long.</summary>
    public static IEnumerable<string> List() => Directory.EnumerateFiles(Path.GetTempPath(), $"{Prefix}*-socket");

    /// <summary>The path that the runtime of this process has chosen; nothing where it cannot be foretold.</summary>
    public static string? Foretell() =>
        OperatingSystem.IsLinux() && StartTimeOf(File.ReadAllText("/proc/self/stat")) is { } key ? Path.Combine(Path.GetTempPath(), $"{Prefix}{key}-socket") : null;

    /// <summary>When a process began, in ticks since the machine did.</summary>
    /// <param name="stat">Its /proc/{id}/stat: the name stands in parentheses, and may have blanks and parentheses itself.</param>
    public static ulong? StartTimeOf(string stat) =>
        stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > StartTime } fields
        && ulong.TryParse(fields[StartTime], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? ticks
            : null;
}
