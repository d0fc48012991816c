using System.Runtime.InteropServices;

namespace TatumKms.Daemon.Journal;

/// <summary>The calls of POSIX systems that .NET does not offer as the journal needs them.</summary>
internal static partial class Unix
{
    private const int ReadOnly = 0, LockExclusive = 2, LockNonBlocking = 4;

    /// <summary>The error number of a lock that somebody else has (EWOULDBLOCK); Linux and the BSD family, macOS with it, differ.</summary>
    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>
    /// Takes an exclusive advisory lock, or says that somebody else has it. The runtime's own lock of an opened file is of the
    /// same kind, but an environment variable switches it off and it passes over file systems that cannot lock; this does not.
    /// </summary>
    public static bool TryLock(SafeHandle file) =>
        FLock(file, LockExclusive | LockNonBlocking) == 0
        || (Marshal.GetLastPInvokeError() == WouldBlock ? false : throw LastError());

    /// <summary>Flushes a folder, so that a new name in it survives a power loss.</summary>
    public static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw LastError();
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw LastError();
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException LastError() => new(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeHandle file, int operation);
}
