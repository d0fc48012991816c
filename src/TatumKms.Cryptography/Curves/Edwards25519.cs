using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// Multiples of Ed25519's base point for scalars of one's own, which BouncyCastle's Ed25519 keeps to itself. They are computed on
/// BouncyCastle's curve25519, the same curve in the form y^2 = x^3 + ax + b, and carried over by RFC 7748's map (4.1).
/// </summary>
internal static class Edwards25519
{
    private const int Length = 32;

    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("curve25519");

    // Montgomery's u is the short form's x less A / 3, where A = 486662.
    private static readonly ECFieldElement ThirdOfA = Field(486662).Divide(Field(3));

    // The root of -486664 by which the curves' base points belong together: that of RFC 8032 has an even x.
    private static readonly ECFieldElement Root = ChooseRoot();

    /// <summary>The order L of the base point.</summary>
    public static BigInteger Order => Parameters.N;

    /// <summary>The encoded point (RFC 8032, 5.1.2) scalar * B, with table look-ups that do not depend on the scalar.</summary>
    /// <param name="scalar">1 to L - 1.</param>
    public static byte[] MultiplyBase(BigInteger scalar)
    {
        var point = new FixedPointCombMultiplier().Multiply(Parameters.G, scalar).Normalize();
        var (x, y) = ToEdwards(point, Root);
        var encoded = new byte[Length];
        WriteLittleEndian(y.ToBigInteger(), encoded);
        encoded[^1] |= (byte)(x.TestBitZero() ? 0x80 : 0);
        return encoded;
    }

    /// <summary>A little-endian number modulo L.</summary>
    public static BigInteger ReadScalar(ReadOnlySpan<byte> littleEndian)
    {
        var bytes = PinnedBytes.Copy(littleEndian);
        bytes.AsSpan().Reverse();
        var number = new BigInteger(1, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return number.Mod(Order);
    }

    /// <summary>Writes a number below 2^256 in 32 bytes.</summary>
    public static void WriteLittleEndian(BigInteger number, Span<byte> destination)
    {
        var bytes = number.ToByteArrayUnsigned();
        destination[..Length].Clear();
        bytes.CopyTo(destination[(Length - bytes.Length)..]);
        destination[..Length].Reverse();
        CryptographicOperations.ZeroMemory(bytes);
    }

    private static (ECFieldElement X, ECFieldElement Y) ToEdwards(ECPoint point, ECFieldElement root)
    {
        var u = point.AffineXCoord.Subtract(ThirdOfA);
        var one = Field(1);
        return (root.Multiply(u).Divide(point.AffineYCoord), u.Subtract(one).Divide(u.Add(one)));
    }

    private static ECFieldElement ChooseRoot()
    {
        var root = Field(486664).Negate().Sqrt();
        return ToEdwards(Parameters.G.Normalize(), root).X.TestBitZero() ? root.Negate() : root;
    }

    private static ECFieldElement Field(int number) => Parameters.Curve.FromBigInteger(BigInteger.ValueOf(number));
}
