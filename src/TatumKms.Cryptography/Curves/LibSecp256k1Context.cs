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

    /// <summary>Keeps the context alive during a call, whoever disposes or forgets the engine meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The context was freed.</exception>
    public Lease Use() => new(this);

    protected override bool ReleaseHandle()
    {
        _functions.ContextDestroy(handle);
        return true;
    }

    /// <summary>A counted reference to the context.</summary>
    public readonly ref struct Lease
    {
        private readonly LibSecp256k1Context _context;

        public Lease(LibSecp256k1Context context)
        {
            var added = false;
            context.DangerousAddRef(ref added);
            _context = context;
        }

        public nint Pointer => _context.DangerousGetHandle();

        public void Dispose() => _context.DangerousRelease();
    }
}
