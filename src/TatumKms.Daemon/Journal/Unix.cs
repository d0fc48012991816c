using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TatumKms.Daemon.Journal;

/// <summary>The calls of POSIX systems that .NET does not offer as the journal needs them.</summary>
internal static partial class Unix
{
    private const int ReadOnly = 0, ReadWrite = 2, NoSuchFile = 2, LockShared = 1, LockExclusive = 2, LockNonBlocking = 4;

    private static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    /// <summary>The error number of a lock that somebody else has (EWOULDBLOCK); Linux and the BSD family, macOS with it, differ.</summary>
    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>
    /// Takes an exclusive advisory lock, or says that somebody else has it. The runtime's own lock of an opened file is of the
    /// same kind, but an environment variable switches it off and it passes over file systems that cannot lock; this does not.
    /// </summary>
    public static bool TryLock(SafeHandle file) =>
        FLock(file, LockExclusive | LockNonBlocking) == 0
        || (Marshal.GetLastPInvokeError() == WouldBlock ? false : throw LastError());

    /// <summary>
    /// Whether the file that a name stands for is locked, as it is when this process locked the file it opened by that name. A
    /// lock belongs to one opening: a second one does not get it.
    /// </summary>
    public static bool IsLockedByUs(string path)
    {
        using var second = OpenUnlocked(path, ReadWrite);
        return second is not null && !TryLock(second);
    }

    /// <summary>Whether somebody has locked a file. The shared lock that tells is given back at once.</summary>
    public static bool IsLocked(string path)
    {
        using var file = OpenUnlocked(path, ReadOnly);
        return file is not null && FLock(file, LockShared | LockNonBlocking) != 0
            && (Marshal.GetLastPInvokeError() == WouldBlock ? true : throw LastError());
    }

    /// <summary>Opens a file to read it although another process has locked it; the runtime's own way asks for a lock of its own.</summary>
    public static FileStream OpenToRead(string path) =>
        new(OpenUnlocked(path, ReadOnly) ?? throw new FileNotFoundException(null, path), FileAccess.Read, bufferSize: 0);

    /// <summary>Gives a file a second name, in the place of what had that name.</summary>
    public static void Link(string path, string name)
    {
        File.Delete(name);
        if (HardLink(path, name) != 0)
        {
            throw LastError();
        }
    }

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

    private static SafeFileHandle? OpenUnlocked(string path, int access)
    {
        var descriptor = Open(path, access | CloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true)
            : Marshal.GetLastPInvokeError() == NoSuchFile ? null
            : throw LastError();
    }

    private static IOException LastError() => new(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string path, string name);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeHandle file, int operation);
}
