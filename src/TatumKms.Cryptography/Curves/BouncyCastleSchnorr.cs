using System.Security.Cryptography;
using Org.BouncyCastle.Math;
using TatumKms.Cryptography.Hashing;
using static TatumKms.Cryptography.Curves.BouncyCastleCurve;

namespace TatumKms.Cryptography.Curves;

/// <summary>BIP-340 on BouncyCastle's points; the names are those of the BIP.</summary>
internal static class BouncyCastleSchnorr
{
    public static byte[] Sign(BigInteger privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> auxiliary)
    {
        var publicPoint = MultiplyBase(privateKey);
        var d = IsOdd(publicPoint) ? Order.Subtract(privateKey) : privateKey;
        var publicX = publicPoint.AffineXCoord.GetEncoded();

        var k = Nonce(d, publicX, digest, auxiliary);
        var noncePoint = MultiplyBase(k);
        if (IsOdd(noncePoint))
        {
            k = Order.Subtract(k);
        }

        var nonceX = noncePoint.AffineXCoord.GetEncoded();
        var s = k.Add(Challenge(nonceX, publicX, digest).Multiply(d)).Mod(Order);
        return [.. nonceX, .. ToBytes(s)];
    }

    public static bool Verify(ReadOnlySpan<byte> xOnlyPublicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        if (xOnlyPublicKey.Length != Secp256k1Sizes.Scalar
            || signature.Length != Secp256k1Sizes.Signature
            || !TryReadScalar(signature[32..], out var s)
            || !TryLiftX(ReadNumber(xOnlyPublicKey), odd: false, out var publicPoint))
        {
            return false;
        }

        var e = Challenge(signature[..32], xOnlyPublicKey, digest);
        var noncePoint = SumOfMultiples(s, publicPoint, Order.Subtract(e));
        return !noncePoint.IsInfinity
            && !IsOdd(noncePoint)
            && noncePoint.AffineXCoord.GetEncoded().AsSpan().SequenceEqual(signature[..32]);
    }

    private static BigInteger Nonce(BigInteger d, byte[] publicX, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> auxiliary)
    {
        // t || P || m, where t is the private key masked by the hash of the auxiliary data.
        var input = PinnedBytes.Allocate(96);
        WriteSecret(d, input);
        var mask = TaggedHash.HashData("BIP0340/aux", auxiliary);
        for (var i = 0; i < mask.Length; i++)
        {
            input[i] ^= mask[i];
        }

        publicX.CopyTo(input.AsSpan(32));
        digest.CopyTo(input.AsSpan(64));
        var hash = TaggedHash.HashData("BIP0340/nonce", input);
        var k = ReadNumber(hash).Mod(Order);
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(hash);
        return k.SignValue == 0 ? throw new CryptographicException("The nonce is zero.") : k;
    }

    private static BigInteger Challenge(ReadOnlySpan<byte> nonceX, ReadOnlySpan<byte> publicX, ReadOnlySpan<byte> digest) =>
        ReadNumber(TaggedHash.HashData("BIP0340/challenge", [.. nonceX, .. publicX, .. digest])).Mod(Order);
}
