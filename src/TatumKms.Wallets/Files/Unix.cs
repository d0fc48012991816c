using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TatumKms.Wallets.Files;

/// <summary>The calls of POSIX systems that .NET does not offer as the store needs them.</summary>
internal static partial class Unix
{
    private const int ReadOnly = 0, LockExclusive = 2, LockNonBlocking = 4;

    // statx(2): AT_FDCWD, and STATX_UID | STATX_GID.
    private const int CurrentFolder = -100;
    private const uint OwnerAndGroup = 0x18;

    /// <summary>The error number of a lock that somebody else has (EWOULDBLOCK); Linux and the BSD family, macOS with it, differ.</summary>
    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

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
    /// Takes an exclusive advisory lock, or says that somebody else has it. The runtime's own lock of an opened file is of the
    /// same kind, but an environment variable switches it off and it passes over file systems that cannot lock; this does not.
    /// </summary>
    public static bool TryLock(SafeHandle file, string path)
    {
        if (FLock(file, LockExclusive | LockNonBlocking) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == WouldBlock ? false : throw LastError(path);
    }

    /// <summary>
    /// Gives a file that the superuser has made to the owner and group of another file, where there is one. By the opened file,
    /// not by its name: whoever may write in the folder could put a link there in between.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static void GiveToOwnerOf(SafeHandle file, string model)
    {
        if (GetEffectiveUser() != 0 || GetExtendedStatus(CurrentFolder, model, 0, OwnerAndGroup, out var status) != 0)
        {
            return;
        }

        if ((status.User, status.Group) != (0u, 0u) && FChown(file, status.User, status.Group) != 0)
        {
            throw LastError(model);
        }
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

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int FChown(SafeHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetExtendedStatus(int folder, string path, int flags, uint mask, out ExtendedStatus status);

    /// <summary>What statx(2) writes: 256 bytes that are the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct ExtendedStatus
    {
        [FieldOffset(20)]
        public readonly uint User;

        [FieldOffset(24)]
        public readonly uint Group;
    }
}
