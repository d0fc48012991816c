using System.Security.Cryptography;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// secp256k1 by Bitcoin Core's libsecp256k1 (release 0.2.0 or later, with its recovery, extrakeys and schnorrsig modules):
/// constant-time, and about five times as fast as managed code.
/// </summary>
public sealed unsafe class LibSecp256k1 : ISecp256k1, IDisposable
{
    // Sizes of the library's opaque structures, which are part of its ABI.
    private const int OpaquePublicKey = 64;
    private const int OpaqueSignature = 64;
    private const int OpaqueRecoverable = 65;
    private const int OpaqueKeypair = 96;

    private const uint CompressedFlag = 0x0102;
    private const uint UncompressedFlag = 0x0002;

    private readonly LibSecp256k1Functions _functions;
    private readonly LibSecp256k1Context _context;

    private LibSecp256k1(LibSecp256k1Functions functions)
    {
        _functions = functions;
        _context = new LibSecp256k1Context(functions);
    }

    /// <inheritdoc />
    public string Name => "libsecp256k1";

    /// <summary>
    /// The engine, or nothing where the machine has no library that has every module and passes the known-answer check.
    /// </summary>
    public static LibSecp256k1? TryCreate()
    {
        if (LibSecp256k1Functions.TryLoad() is not { } functions)
        {
            return null;
        }

        var engine = new LibSecp256k1(functions);
        if (Secp256k1SelfCheck.Passes(engine))
        {
            return engine;
        }

        engine.Dispose();
        return null;
    }

    /// <inheritdoc />
    public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        using var context = _context.Use();
        fixed (byte* key = privateKey)
        {
            return privateKey.Length == Secp256k1Sizes.Scalar && _functions.SecretKeyVerify(context.Pointer, key) == 1;
        }
    }

    /// <inheritdoc />
    public byte[] GetPublicKey(ReadOnlySpan<byte> privateKey, bool compressed)
    {
        using var context = _context.Use();
        RequirePrivateKey(privateKey);
        var point = stackalloc byte[OpaquePublicKey];
        fixed (byte* key = privateKey)
        {
            Require(_functions.PublicKeyCreate(context.Pointer, point, key));
        }

        return Serialize(point, compressed);
    }

    /// <inheritdoc />
    public bool TryParsePublicKey(ReadOnlySpan<byte> publicKey, bool compressed, out byte[] converted)
    {
        var point = stackalloc byte[OpaquePublicKey];
        var parsed = TryParse(publicKey, point);
        converted = parsed ? Serialize(point, compressed) : [];
        return parsed;
    }

    /// <inheritdoc />
    public EcdsaSignature SignEcdsa(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest)
    {
        using var context = _context.Use();
        Secp256k1Sizes.RequireDigest(digest);
        RequirePrivateKey(privateKey);
        var recoverable = stackalloc byte[OpaqueRecoverable];
        var compact = new byte[Secp256k1Sizes.Signature];
        var recoveryId = 0;
        fixed (byte* key = privateKey, hash = digest, signature = compact)
        {
            Require(_functions.SignRecoverable(context.Pointer, recoverable, hash, key, null, null));
            Require(_functions.RecoverableSerialize(context.Pointer, signature, &recoveryId, recoverable));
        }

        return new EcdsaSignature(compact, recoveryId);
    }

    /// <inheritdoc />
    public bool VerifyEcdsa(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64)
    {
        using var context = _context.Use();
        Secp256k1Sizes.RequireDigest(digest);
        var point = stackalloc byte[OpaquePublicKey];
        var signature = stackalloc byte[OpaqueSignature];
        fixed (byte* compact = compact64, hash = digest)
        {
            return compact64.Length == Secp256k1Sizes.Signature
                && TryParse(publicKey, point)
                && _functions.SignatureParse(context.Pointer, signature, compact) == 1
                && _functions.EcdsaVerify(context.Pointer, signature, hash, point) == 1;
        }
    }

    /// <inheritdoc />
    public bool TryRecover(
        ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64, int recoveryId, bool compressed, out byte[] publicKey)
    {
        using var context = _context.Use();
        Secp256k1Sizes.RequireDigest(digest);
        var point = stackalloc byte[OpaquePublicKey];
        var recoverable = stackalloc byte[OpaqueRecoverable];
        fixed (byte* compact = compact64, hash = digest)
        {
            // The library aborts the process when the recovery id is out of range.
            var recovered = recoveryId is >= 0 and <= 3
                && compact64.Length == Secp256k1Sizes.Signature
                && _functions.RecoverableParse(context.Pointer, recoverable, compact, recoveryId) == 1
                && _functions.Recover(context.Pointer, point, recoverable, hash) == 1;
            publicKey = recovered ? Serialize(point, compressed) : [];
            return recovered;
        }
    }

    /// <inheritdoc />
    public void NegatePrivate(Span<byte> privateKey)
    {
        using var context = _context.Use();
        RequirePrivateKey(privateKey);
        fixed (byte* key = privateKey)
        {
            Require(_functions.SecretKeyNegate(context.Pointer, key));
        }
    }

    /// <inheritdoc />
    public bool TryAddPrivate(Span<byte> privateKey, ReadOnlySpan<byte> tweak) =>
        TryTweak(_functions.SecretKeyTweakAdd, privateKey, tweak);

    /// <inheritdoc />
    public bool TryAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak, bool compressed, out byte[] result) =>
        TryTweak(_functions.PublicKeyTweakAdd, publicKey, tweak, compressed, out result);

    /// <inheritdoc />
    public bool TryMultiplyPrivate(Span<byte> privateKey, ReadOnlySpan<byte> factor) =>
        TryTweak(_functions.SecretKeyTweakMultiply, privateKey, factor);

    /// <inheritdoc />
    public bool TryMultiplyPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> factor, bool compressed, out byte[] result) =>
        TryTweak(_functions.PublicKeyTweakMultiply, publicKey, factor, compressed, out result);

    /// <inheritdoc />
    public byte[] SignSchnorr(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> auxiliary)
    {
        using var context = _context.Use();
        Secp256k1Sizes.RequireDigest(digest);
        Secp256k1Sizes.RequireAuxiliary(auxiliary);
        RequirePrivateKey(privateKey);
        var signature = new byte[Secp256k1Sizes.Signature];
        Span<byte> keypair = stackalloc byte[OpaqueKeypair];
        fixed (byte* key = privateKey, hash = digest, random = auxiliary, pair = keypair, destination = signature)
        {
            Require(_functions.KeypairCreate(context.Pointer, pair, key));
            var signed = _functions.SchnorrSign(context.Pointer, destination, hash, pair, random);
            CryptographicOperations.ZeroMemory(keypair);
            Require(signed);
        }

        return signature;
    }

    /// <inheritdoc />
    public bool VerifySchnorr(ReadOnlySpan<byte> xOnlyPublicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        using var context = _context.Use();
        Secp256k1Sizes.RequireDigest(digest);
        var point = stackalloc byte[OpaquePublicKey];
        fixed (byte* x = xOnlyPublicKey, hash = digest, compact = signature)
        {
            return xOnlyPublicKey.Length == Secp256k1Sizes.Scalar
                && signature.Length == Secp256k1Sizes.Signature
                && _functions.XOnlyParse(context.Pointer, point, x) == 1
                && _functions.SchnorrVerify(context.Pointer, compact, hash, (nuint)digest.Length, point) == 1;
        }
    }

    /// <summary>Frees the context as soon as no call uses it any more; later calls throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _context.Dispose();

    private bool TryTweak(delegate* unmanaged<nint, byte*, byte*, int> function, Span<byte> privateKey, ReadOnlySpan<byte> tweak)
    {
        using var context = _context.Use();
        if (privateKey.Length != Secp256k1Sizes.Scalar || tweak.Length != Secp256k1Sizes.Scalar)
        {
            return false;
        }

        // The library may overwrite the key when it refuses.
        Span<byte> tweaked = stackalloc byte[Secp256k1Sizes.Scalar];
        privateKey.CopyTo(tweaked);
        fixed (byte* key = tweaked, scalar = tweak)
        {
            var done = function(context.Pointer, key, scalar) == 1;
            if (done)
            {
                tweaked.CopyTo(privateKey);
            }

            CryptographicOperations.ZeroMemory(tweaked);
            return done;
        }
    }

    private bool TryTweak(
        delegate* unmanaged<nint, byte*, byte*, int> function, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak, bool compressed, out byte[] result)
    {
        using var context = _context.Use();
        var point = stackalloc byte[OpaquePublicKey];
        fixed (byte* scalar = tweak)
        {
            var done = tweak.Length == Secp256k1Sizes.Scalar && TryParse(publicKey, point) && function(context.Pointer, point, scalar) == 1;
            result = done ? Serialize(point, compressed) : [];
            return done;
        }
    }

    private void RequirePrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (!IsValidPrivateKey(privateKey))
        {
            throw Secp256k1Sizes.InvalidPrivateKey();
        }
    }

    private static void Require(int result)
    {
        if (result != 1)
        {
            throw new CryptographicException("libsecp256k1 refused a valid input.");
        }
    }

    private bool TryParse(ReadOnlySpan<byte> publicKey, byte* point)
    {
        using var context = _context.Use();
        fixed (byte* encoded = publicKey)
        {
            return Secp256k1Sizes.LooksLikePublicKey(publicKey)
                && _functions.PublicKeyParse(context.Pointer, point, encoded, (nuint)publicKey.Length) == 1;
        }
    }

    private byte[] Serialize(byte* point, bool compressed)
    {
        using var context = _context.Use();
        var encoded = new byte[compressed ? Secp256k1Sizes.CompressedPoint : Secp256k1Sizes.UncompressedPoint];
        var length = (nuint)encoded.Length;
        fixed (byte* destination = encoded)
        {
            Require(_functions.PublicKeySerialize(context.Pointer, destination, &length, point, compressed ? CompressedFlag : UncompressedFlag));
        }

        return encoded;
    }
}
