using System.Runtime.InteropServices;

namespace TatumKms.Wallets.Files;

/// <summary>The two calls of POSIX systems that .NET does not offer as the store needs them.</summary>
internal static partial class Unix
{
    private const int ReadOnly = 0, LockExclusive = 2, LockNonBlocking = 4;
    private const int WouldBlockOnLinux = 11, WouldBlockOnBsd = 35;

    /// <summary>Flushes a folder, so that a rename in it survives a power loss.</summary>
    public static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw LastError(folder);
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw LastError(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>
    /// Takes an exclusive advisory lock, or says that somebody else has it. The runtime's own FileShare locks can be switched
    /// off by an environment variable and pass over file systems that cannot lock; this one does neither.
    /// </summary>
    public static bool TryLock(SafeHandle file, string path)
    {
        if (FLock(file, LockExclusive | LockNonBlocking) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        var expected = OperatingSystem.IsLinux() ? WouldBlockOnLinux : WouldBlockOnBsd;
        return error == expected ? false : throw LastError(path);
    }

    private static IOException LastError(string path) => new($"{Marshal.GetLastPInvokeErrorMessage()} : '{path}'");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeHandle file, int operation);
}
