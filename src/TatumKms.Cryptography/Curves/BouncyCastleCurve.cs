using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Utilities;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace TatumKms.Cryptography.Curves;

/// <summary>secp256k1's numbers and points as BouncyCastle has them, read and written in our fixed-length encodings.</summary>
internal static class BouncyCastleCurve
{
    // The custom curve has its own field arithmetic and signs five times as fast as the generic one of SecNamedCurves.
    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256k1");
    private static readonly BigInteger Prime = Parameters.Curve.Field.Characteristic;

    /// <summary>The order n of the group.</summary>
    public static BigInteger Order => Parameters.N;

    /// <summary>n / 2, rounded down: the highest s of a canonical ECDSA signature.</summary>
    public static BigInteger HalfOrder { get; } = Parameters.N.ShiftRight(1);

    /// <summary>scalar * G in affine coordinates, with table look-ups that do not depend on the scalar.</summary>
    public static ECPoint MultiplyBase(BigInteger scalar) => new FixedPointCombMultiplier().Multiply(Parameters.G, scalar).Normalize();

    /// <summary>a * G + b * point in affine coordinates. For public numbers only.</summary>
    public static ECPoint SumOfMultiples(BigInteger a, ECPoint point, BigInteger b) =>
        ECAlgorithms.SumOfTwoMultiplies(Parameters.G, a, point, b).Normalize();

    /// <summary>Whether the y coordinate of an affine point is odd.</summary>
    public static bool IsOdd(ECPoint point) => point.AffineYCoord.TestBitZero();

    /// <summary>Whether a coordinate, 32 bytes, is the square of another number of the field.</summary>
    public static bool HasSquareRoot(ReadOnlySpan<byte> coordinate) => Parameters.Curve.FromBigInteger(ReadNumber(coordinate)).Sqrt() is not null;

    /// <summary>Reads a private key, or throws without naming it.</summary>
    public static BigInteger ReadPrivateKey(ReadOnlySpan<byte> privateKey) =>
        TryReadPrivateKey(privateKey, out var number) ? number : throw Secp256k1Sizes.InvalidPrivateKey();

    /// <summary>Reads 32 bytes that are 1 to n - 1.</summary>
    public static bool TryReadPrivateKey(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BigInteger? number) =>
        TryReadScalar(bytes, out number) && number.SignValue != 0;

    /// <summary>Reads 32 bytes that are 0 to n - 1.</summary>
    public static bool TryReadScalar(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BigInteger? number)
    {
        number = bytes.Length == Secp256k1Sizes.Scalar ? ReadNumber(bytes) : null;
        return number is not null && number.CompareTo(Order) < 0;
    }

    /// <summary>Reads r || s, both 1 to n - 1.</summary>
    public static bool TryReadSignature(
        ReadOnlySpan<byte> compact64, [NotNullWhen(true)] out BigInteger? r, [NotNullWhen(true)] out BigInteger? s)
    {
        (r, s) = (null, null);
        return compact64.Length == Secp256k1Sizes.Signature
            && TryReadPrivateKey(compact64[..32], out r)
            && TryReadPrivateKey(compact64[32..], out s);
    }

    /// <summary>Reads a compressed or uncompressed point of the curve.</summary>
    public static bool TryReadPoint(ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out ECPoint? point)
    {
        point = null;
        if (!Secp256k1Sizes.LooksLikePublicKey(publicKey))
        {
            return false;
        }

        try
        {
            point = Parameters.Curve.DecodePoint(publicKey.ToArray());
            return true;
        }
        catch (ArgumentException)
        {
            // Coordinates beyond the field, or off the curve.
            return false;
        }
    }

    /// <summary>The point with this x coordinate and this parity of y (BIP-340's lift_x has an even y).</summary>
    public static bool TryLiftX(BigInteger x, bool odd, [NotNullWhen(true)] out ECPoint? point)
    {
        point = null;
        return x.CompareTo(Prime) < 0 && TryReadPoint([odd ? (byte)3 : (byte)2, .. ToBytes(x)], out point);
    }

    /// <summary>A big-endian number without a sign.</summary>
    public static BigInteger ReadNumber(ReadOnlySpan<byte> bytes)
    {
        var copy = PinnedBytes.Copy(bytes);
        var number = new BigInteger(1, copy);
        CryptographicOperations.ZeroMemory(copy);
        return number;
    }

    /// <summary>32 bytes, big-endian.</summary>
    public static byte[] ToBytes(BigInteger number) => BigIntegers.AsUnsignedByteArray(Secp256k1Sizes.Scalar, number);

    /// <summary>Writes a secret number into 32 bytes.</summary>
    public static void WriteSecret(BigInteger number, Span<byte> destination)
    {
        var bytes = ToBytes(number);
        bytes.CopyTo(destination);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
