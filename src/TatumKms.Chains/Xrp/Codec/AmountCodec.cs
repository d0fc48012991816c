using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// Amounts: drops as a string of digits, issued currencies as <c>{currency, issuer, value}</c>, multi-purpose tokens as
/// <c>{mpt_issuance_id, value}</c>: https://xrpl.org/docs/references/protocol/binary-format#amount-fields.
/// </summary>
/// <param name="isSigned">Whether drops may be negative, as in FeeAmountDelta.</param>
internal sealed class AmountCodec(bool isSigned = false) : IValueCodec
{
    private const string MustBe = "drops as a string of digits, {currency, issuer, value}, or {mpt_issuance_id, value}";
    private const string Currency = "currency", Issuer = "issuer", Value = "value", Issuance = "mpt_issuance_id";
    private const int IssuanceLength = 24;
    private const byte IssuedMark = 0x80, TokenMark = 0x20, PositiveTokenMark = 0x60;
    private const ulong PositiveBit = 1UL << 62;

    /// <summary>All XRP that exists: 100 billion with six decimals.</summary>
    private const ulong MaxDrops = 100_000_000_000_000_000;

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            WriteDrops(value.GetString()!, writer, place);
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Issuance, out _))
        {
            var texts = place.Texts(value, MustBe, Issuance, Value);
            var units = Units(texts[1]) ?? throw place.Member(Value).Refused($"a whole number from 0 to {long.MaxValue}");
            writer.Byte(PositiveTokenMark);
            writer.Unsigned(units, sizeof(ulong));
            writer.Bytes(HexCodec.TryParse(texts[0], IssuanceLength) ?? throw place.Member(Issuance).Refused($"{2 * IssuanceLength} hexadecimal digits"));
        }
        else
        {
            var texts = place.Texts(value, MustBe, Currency, Issuer, Value);
            writer.Unsigned(IssuedValue.ToBits(texts[2], place.Member(Value)), sizeof(ulong));
            writer.Bytes(CurrencyCodec.ParseIssued(texts[0], place.Member(Currency)));
            writer.Bytes(AccountCodec.Parse(texts[1], place.Member(Issuer)));
        }
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        if ((reader.Peek & IssuedMark) != 0)
        {
            ReadIssued(reader, json);
        }
        else if ((reader.Peek & TokenMark) != 0)
        {
            ReadToken(reader, json);
        }
        else
        {
            ReadDrops(reader, json);
        }
    }

    public bool Same(JsonElement given, JsonElement canonical)
    {
        if (given.ValueKind != canonical.ValueKind)
        {
            return false;
        }

        if (given.ValueKind == JsonValueKind.String)
        {
            return BigInteger.Parse(given.GetString()!, CultureInfo.InvariantCulture) == BigInteger.Parse(canonical.GetString()!, CultureInfo.InvariantCulture);
        }

        string Left(string name) => given.GetProperty(name).GetString()!;
        string Right(string name) => canonical.GetProperty(name).GetString()!;
        return given.TryGetProperty(Issuance, out var issuance)
            ? canonical.TryGetProperty(Issuance, out var other) && HexCodec.SameText(issuance, other) && Units(Left(Value)) == Units(Right(Value))
            : canonical.TryGetProperty(Currency, out _)
                && CurrencyCodec.SameCurrency(Left(Currency), Right(Currency))
                && AccountCodec.SameAddress(Left(Issuer), Right(Issuer))
                && DecimalNumber.TryParse(Left(Value), out var left)
                && DecimalNumber.TryParse(Right(Value), out var right)
                && left == right;
    }

    private static void ReadIssued(ByteReader reader, Utf8JsonWriter json)
    {
        var value = IssuedValue.FromBits(reader.Unsigned(sizeof(ulong)));
        json.WriteStartObject();
        json.WriteString(Currency, CurrencyCodec.Format(reader.Take(CurrencyCodec.Length)));
        json.WriteString(Issuer, XrpAddress.Format(reader.Take(AccountCodec.Length)));
        json.WriteString(Value, value.ToString());
        json.WriteEndObject();
    }

    private static void ReadToken(ByteReader reader, Utf8JsonWriter json)
    {
        if (reader.Byte() != PositiveTokenMark || reader.Peek > sbyte.MaxValue)
        {
            throw ByteReader.Malformed("an amount of a multi-purpose token is not positive");
        }

        json.WriteStartObject();
        json.WriteString(Value, reader.Unsigned(sizeof(ulong)).ToString(CultureInfo.InvariantCulture));
        json.WriteString(Issuance, Convert.ToHexString(reader.Take(IssuanceLength)));
        json.WriteEndObject();
    }

    /// <summary>Units of a multi-purpose token: decimal, or hexadecimal after 0x, as the reference codec takes them.</summary>
    private static ulong? Units(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        var digits = isHex ? text[2..] : text == "-0" ? "0" : text;
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var units) && units <= long.MaxValue ? units : null;
    }

    private void WriteDrops(string text, ByteWriter writer, Place place)
    {
        var style = isSigned ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        var valid = Int128.TryParse(text, style, CultureInfo.InvariantCulture, out var drops) && Int128.Abs(drops) <= MaxDrops;
        writer.Unsigned(valid ? (ulong)Int128.Abs(drops) | (drops >= 0 ? PositiveBit : 0) : throw place.Refused(MustBe), sizeof(ulong));
    }

    private void ReadDrops(ByteReader reader, Utf8JsonWriter json)
    {
        var bits = reader.Unsigned(sizeof(ulong));
        var drops = bits & ~PositiveBit;
        var isNegative = bits == drops;
        if (drops > MaxDrops || (isNegative && (!isSigned || drops == 0)))
        {
            throw ByteReader.Malformed("an amount of XRP is out of range");
        }

        json.WriteStringValue((isNegative ? "-" : "") + drops.ToString(CultureInfo.InvariantCulture));
    }
}
