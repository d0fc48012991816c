using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TatumKms.Cryptography;

/// <summary>
/// Memory for the length of one computation, outside of the garbage collector's heap: never moved, zeroed before it is freed,
/// and back with the system at once (the collector would keep it, and so may the C library's allocator). On Linux it is no part
/// of a core dump, and it has large pages where the system grants them.
/// </summary>
internal sealed unsafe partial class ScratchMemory : IDisposable
{
    private const int ProtectRead = 1, ProtectWrite = 2, MapPrivate = 2, MapAnonymous = 0x20;
    private const int AdviseHugePage = 14, AdviseDontDump = 16;
    private const nuint Alignment = 64;

    private readonly nuint _length;
    private void* _address;

    /// <summary>Gets so many bytes.</summary>
    /// <exception cref="OutOfMemoryException">The system does not give so much.</exception>
    public ScratchMemory(long length)
    {
        _length = checked((nuint)length);
        _address = OperatingSystem.IsLinux() ? Map(_length) : NativeMemory.AlignedAlloc(_length, Alignment);
    }

    /// <summary>Where it begins: at a multiple of 64 at least.</summary>
    public nuint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address is null, this);
            return (nuint)_address;
        }
    }

    /// <summary>The first bytes of the memory.</summary>
    public Span<byte> Bytes(int length) => new((void*)Address, length);

    public void Dispose()
    {
        if (_address is null)
        {
            return;
        }

        Zero();
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(_address, _length);
        }
        else
        {
            NativeMemory.AlignedFree(_address);
        }

        _address = null;
    }

    // In pieces, since a span ends at 2 GiB.
    private void Zero()
    {
        const int Piece = 1 << 30;
        for (nuint at = 0; at < _length; at += Piece)
        {
            CryptographicOperations.ZeroMemory(new Span<byte>((byte*)_address + at, (int)nuint.Min(Piece, _length - at)));
        }
    }

    private static void* Map(nuint length)
    {
        var address = Map(null, length, ProtectRead | ProtectWrite, MapPrivate | MapAnonymous, -1, 0);
        if (address == (void*)nuint.MaxValue)
        {
            throw new InsufficientMemoryException();
        }

        // Advice only: a kernel without large pages or without dumps is no worse off.
        _ = Advise(address, length, AdviseHugePage);
        _ = Advise(address, length, AdviseDontDump);
        return address;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
