using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// Number: a signed mantissa of 64 bits and a signed exponent of 32 bits, in JSON a decimal string. The mantissa has 19 digits,
/// or 18 where 19 exceed its bits; zero has the least exponent. A number that would have to be rounded is refused.
/// </summary>
internal sealed class NumberCodec : IValueCodec
{
    private const string MustBe = "a string with a decimal number that fits 64 bits and a power of ten";
    private const int Digits = 19, ZeroExponent = int.MinValue, MinExponent = -32_768, MaxExponent = 32_768;

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        if (!DecimalNumber.TryParse(place.Text(value, MustBe), out var number) || ToParts(number) is not var (mantissa, exponent))
        {
            throw place.Refused(MustBe);
        }

        writer.Unsigned(unchecked((ulong)mantissa), sizeof(long));
        writer.Unsigned(unchecked((uint)exponent), sizeof(int));
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        var mantissa = unchecked((long)reader.Unsigned(sizeof(long)));
        var exponent = unchecked((int)reader.Unsigned(sizeof(int)));
        var number = mantissa == 0 || exponent is < MinExponent or > MaxExponent ? default : DecimalNumber.Of(mantissa, exponent);
        json.WriteStringValue(ToParts(number) == (mantissa, exponent) ? number.ToString() : throw ByteReader.Malformed("a number is not in canonical form"));
    }

    public bool Same(JsonElement given, JsonElement canonical) =>
        DecimalNumber.TryParse(given.GetString()!, out var left) && DecimalNumber.TryParse(canonical.GetString()!, out var right) && left == right;

    private static (long Mantissa, int Exponent)? ToParts(DecimalNumber number)
    {
        if (number.Mantissa.IsZero)
        {
            return (0, ZeroExponent);
        }

        if (number.Digits > Digits)
        {
            return null;
        }

        var (mantissa, exponent) = number.WithDigits(Digits);
        if (mantissa > long.MaxValue)
        {
            if (!(mantissa % 10).IsZero)
            {
                return null;
            }

            (mantissa, exponent) = (mantissa / 10, exponent + 1);
        }

        return exponent is >= MinExponent and <= MaxExponent ? ((long)(number.Mantissa.Sign * mantissa), exponent) : null;
    }
}
