using System.Numerics;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// The number in an amount of an issued currency: 64 bits, of which the first is 1, the second the sign (1 is positive), eight
/// the exponent plus 97, and 54 the mantissa of 16 digits; zero has the first bit alone.
/// </summary>
internal static class IssuedValue
{
    private const int Digits = 16, MinExponent = -96, MaxExponent = 80, ExponentBias = 97, MantissaBits = 54;
    private const ulong IssuedBit = 1UL << 63, PositiveBit = 1UL << 62;
    private const ulong MinMantissa = 1_000_000_000_000_000, MaxMantissa = 9_999_999_999_999_999;

    /// <summary>The bits of a number, which must fit exactly: nothing is rounded.</summary>
    public static ulong ToBits(string text, Place place)
    {
        if (!DecimalNumber.TryParse(text, out var number) || number.Digits > Digits)
        {
            throw place.Refused($"a decimal number of at most {Digits} significant digits");
        }

        if (number.Mantissa.IsZero)
        {
            return IssuedBit;
        }

        var (mantissa, exponent) = number.WithDigits(Digits);
        return exponent is >= MinExponent and <= MaxExponent
            ? IssuedBit | (number.Mantissa.Sign > 0 ? PositiveBit : 0) | ((ulong)(exponent + ExponentBias) << MantissaBits) | (ulong)mantissa
            : throw place.Refused($"a number from 1e-81 to 9999999999999999e{MaxExponent}");
    }

    /// <summary>The number of bits in their one canonical form.</summary>
    public static DecimalNumber FromBits(ulong bits)
    {
        if (bits == IssuedBit)
        {
            return default;
        }

        var mantissa = bits & ((1UL << MantissaBits) - 1);
        var exponent = (int)((bits >> MantissaBits) & 0xff) - ExponentBias;
        return mantissa is >= MinMantissa and <= MaxMantissa && exponent is >= MinExponent and <= MaxExponent
            ? DecimalNumber.Of((bits & PositiveBit) != 0 ? mantissa : -(BigInteger)mantissa, exponent)
            : throw ByteReader.Malformed("an amount of an issued currency is not in canonical form");
    }
}
