using System.Security.Cryptography;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// The Schnorr signatures of Bitcoin Cash (specification of 2019-05-15), which are not those of BIP-340: the nonce point is chosen by
/// the quadratic residue of its y, the public key goes into the hash compressed, and the nonce is RFC 6979 with the additional data
/// <c>Schnorr+SHA256  </c>, as Bitcoin Cash Node makes it. All arithmetic on secrets is the engine's.
/// </summary>
public sealed class BitcoinCashSchnorr(ISecp256k1 secp256k1)
{
    private const int Size = 32;

    private static ReadOnlySpan<byte> AdditionalData => "Schnorr+SHA256  "u8;

    /// <summary>Signs a digest.</summary>
    /// <param name="privateKey">32 bytes.</param>
    /// <param name="digest">32 bytes.</param>
    /// <returns>64 bytes: x of the nonce point, then s.</returns>
    /// <exception cref="ArgumentException">The private key is not valid, or the digest is not 32 bytes.</exception>
    public byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest)
    {
        Secp256k1Sizes.RequireDigest(digest);
        var publicKey = secp256k1.GetPublicKey(privateKey, compressed: true);
        Span<byte> nonce = stackalloc byte[Size];
        Span<byte> s = stackalloc byte[Size];
        try
        {
            Rfc6979Nonce.Generate(privateKey, digest, AdditionalData, secp256k1, nonce);
            var point = secp256k1.GetPublicKey(nonce, compressed: false);
            if (!IsSquare(point.AsSpan(1 + Size)))
            {
                secp256k1.NegatePrivate(nonce);
            }

            var x = point.AsSpan(1, Size);
            privateKey.CopyTo(s);
            return secp256k1.TryMultiplyPrivate(s, Challenge(x, publicKey, digest)) && secp256k1.TryAddPrivate(s, nonce)
                ? [.. x, .. s]
                : throw new CryptographicException("No signature for this digest."); // a challenge of n or more: a chance of 1 in 2^128
        }
        finally
        {
            CryptographicOperations.ZeroMemory(nonce);
        }
    }

    /// <summary>Verifies x of the nonce point and s (64 bytes).</summary>
    /// <exception cref="ArgumentException">The digest is not 32 bytes.</exception>
    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        Secp256k1Sizes.RequireDigest(digest);
        if (signature.Length != 2 * Size || !TryCompress(publicKey, out var compressed))
        {
            return false;
        }

        // R' = s G - e P, where -e P is e times the mirrored point.
        var x = signature[..Size];
        byte[] mirrored = [(byte)(compressed[0] ^ 1), .. compressed.AsSpan(1)];
        return secp256k1.TryMultiplyPublic(mirrored, Challenge(x, compressed, digest), compressed: false, out var product)
            && secp256k1.TryAddPublic(product, signature[Size..], compressed: false, out var point)
            && point.AsSpan(1, Size).SequenceEqual(x)
            && IsSquare(point.AsSpan(1 + Size));
    }

    private static byte[] Challenge(ReadOnlySpan<byte> x, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest) =>
        SHA256.HashData([.. x, .. publicKey, .. digest]);

    // The y of a nonce point is not secret once its x is published.
    private static bool IsSquare(ReadOnlySpan<byte> y) => BouncyCastleCurve.HasSquareRoot(y);

    // Whether it lies on the curve, the multiplication finds out.
    private bool TryCompress(ReadOnlySpan<byte> publicKey, out byte[] compressed)
    {
        if (publicKey.Length == Secp256k1Sizes.CompressedPoint)
        {
            compressed = publicKey.ToArray();
            return true;
        }

        return secp256k1.TryParsePublicKey(publicKey, compressed: true, out compressed);
    }
}
