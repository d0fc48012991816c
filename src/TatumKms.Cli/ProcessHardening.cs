using System.Runtime.InteropServices;

namespace TatumKms.Cli;

/// <summary>
/// Keeps the process's memory out of files and out of the reach of other processes of the same user: no core dump
/// (setrlimit), files for nobody else (umask), on Linux no attaching (prctl, PR_SET_DUMPABLE), and nobody finds the runtime's diagnostics port, which hands
/// out dumps. Best effort: a system that refuses does not keep anybody from working.
/// </summary>
internal static partial class ProcessHardening
{
    private const int CoreFileSize = 4;
    private const int GetDumpable = 3, SetDumpable = 4;
    private const uint OthersBits = 0b000_111_111;

    // The runtime's variables that leave no port to be hidden.
    private static readonly string[] SwitchesOff = [MemorySafety.DiagnosticsVariable, "DOTNET_EnableDiagnostics_IPC"];

    public static void Apply(IReadOnlyDictionary<string, string> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        HideDiagnosticsPort(environment);
        try
        {
            _ = SetLimit(CoreFileSize, default);
            _ = SetMask(OthersBits);
            if (OperatingSystem.IsLinux())
            {
                _ = ControlProcess(SetDumpable, 0, 0, 0, 0);
            }
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library without these calls.
        }
    }

    /// <summary>Whether the system may write a core dump of this process; nothing where that cannot be told.</summary>
    public static bool? HasCoreDumps()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return GetLimit(CoreFileSize, out var limit) == 0 ? limit.Current > 0 : null;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether other processes of the same user may attach to this one; nothing where that cannot be told.</summary>
    public static bool? IsDumpable()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return ControlProcess(GetDumpable, 0, 0, 0, 0) is var answer and >= 0 ? answer > 0 : null;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    // The runtime's configuration file has no switch for the port, and its environment variable (DOTNET_EnableDiagnostics=0) is
    // the user's. A socket without a name takes no more connections. The folder is listed only where the name is not the one that
    // was foretold: with the leavings of years in it, the list takes longer than all the rest of a short run.
    private static void HideDiagnosticsPort(IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            if (DiagnosticsSocket.Foretell() is { } foretold && File.Exists(foretold))
            {
                File.Delete(foretold);
                return;
            }

            if (Array.Exists(SwitchesOff, name => environment.GetValueOrDefault(name) == "0"))
            {
                return;
            }

            foreach (var socket in DiagnosticsSocket.List())
            {
                File.Delete(socket);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed, a system without /proc.
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ControlProcess(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ResourceLimit
    {
        private readonly ulong _current;
        private readonly ulong _maximum;

        public ulong Current => _current;
    }
}
