using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// A context of libsecp256k1. It is blinded once, with the operating system's randomness, before anybody signs with it; after
/// that it is only read, so threads may share it.
/// </summary>
internal sealed unsafe class LibSecp256k1Context : SafeHandle
{
    // SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY: what SECP256K1_CONTEXT_NONE means in every release that we load.
    private const uint Flags = 0x0301;

    private readonly LibSecp256k1Functions _functions;

    public LibSecp256k1Context(LibSecp256k1Functions functions)
        : base(nint.Zero, ownsHandle: true)
    {
        _functions = functions;
        SetHandle(functions.ContextCreate(Flags));

        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        fixed (byte* seedPointer = seed)
        {
            if (IsInvalid || functions.ContextRandomize(handle, seedPointer) != 1)
            {
                throw new CryptographicException("libsecp256k1 could not make a context.");
            }
        }

        CryptographicOperations.ZeroMemory(seed);
    }

    public override bool IsInvalid => handle == nint.Zero;

    protected override bool ReleaseHandle()
    {
        _functions.ContextDestroy(handle);
        return true;
    }
}
