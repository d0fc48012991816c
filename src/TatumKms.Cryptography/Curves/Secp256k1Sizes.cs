namespace TatumKms.Cryptography.Curves;

/// <summary>The lengths of secp256k1's encodings, and the checks of arguments that both engines share.</summary>
internal static class Secp256k1Sizes
{
    public const int Scalar = 32;
    public const int CompressedPoint = 33;
    public const int UncompressedPoint = 65;
    public const int Signature = 64;

    public static void RequireDigest(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Scalar)
        {
            throw new ArgumentException("A digest is 32 bytes.", nameof(digest));
        }
    }

    public static void RequireAuxiliary(ReadOnlySpan<byte> auxiliary)
    {
        if (auxiliary.Length != Scalar)
        {
            throw new ArgumentException("The auxiliary data is 32 bytes.", nameof(auxiliary));
        }
    }

    /// <summary>Whether the length and the first byte are those of SEC 1's compressed or uncompressed form, and not hybrid.</summary>
    public static bool LooksLikePublicKey(ReadOnlySpan<byte> publicKey) => publicKey.Length switch
    {
        CompressedPoint => publicKey[0] is 2 or 3,
        UncompressedPoint => publicKey[0] == 4,
        _ => false,
    };

    /// <summary>What every engine throws; it never quotes the key.</summary>
    public static ArgumentException InvalidPrivateKey() =>
        new("A private key is 32 bytes and, as a number, at least 1 and below the order of secp256k1.");
}
