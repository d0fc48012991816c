using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>UInt8, UInt16 and UInt32: JSON numbers, UInt32 also as decimal digits in a string, as servers take it.</summary>
/// <param name="width">1, 2 or 4 bytes.</param>
internal sealed class UnsignedCodec(int width) : IValueCodec
{
    private readonly uint _max = (uint)((1UL << (8 * width)) - 1);

    public void Write(JsonElement value, ByteWriter writer, Place place) =>
        writer.Unsigned(Parse(value) ?? throw place.Refused($"a whole number from 0 to {_max}"), width);

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth) => json.WriteNumberValue(reader.Unsigned(width));

    public bool Same(JsonElement given, JsonElement canonical) => Parse(given) == Parse(canonical);

    private uint? Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetUInt32(out var number) && number <= _max => number,
        JsonValueKind.String when width == sizeof(uint) && uint.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}

/// <summary>Int32: JSON numbers.</summary>
internal sealed class SignedCodec : IValueCodec
{
    public void Write(JsonElement value, ByteWriter writer, Place place) => writer.Unsigned(
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? unchecked((uint)number)
            : throw place.Refused($"a whole number from {int.MinValue} to {int.MaxValue}"),
        sizeof(int));

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth) => json.WriteNumberValue(unchecked((int)reader.Unsigned(sizeof(int))));

    public bool Same(JsonElement given, JsonElement canonical) => given.GetInt32() == canonical.GetInt32();
}

/// <summary>UInt64: up to 16 hexadecimal digits, or decimal digits in the fields that hold amounts of multi-purpose tokens.</summary>
internal sealed class UInt64Codec(bool isDecimal) : IValueCodec
{
    private static readonly FrozenSet<string> DecimalFields = new[]
    {
        "MaximumAmount", "OutstandingAmount", "MPTAmount", "LockedAmount", "ConfidentialOutstandingAmount",
    }.ToFrozenSet();

    /// <summary>Whether a field is written in decimal (rippled's sMD_BaseTen).</summary>
    public static bool IsDecimal(string field) => DecimalFields.Contains(field);

    public void Write(JsonElement value, ByteWriter writer, Place place) => writer.Unsigned(
        Parse(value) ?? throw place.Refused(isDecimal ? "a string of decimal digits below 2^64" : "a string of 1 to 16 hexadecimal digits"), sizeof(ulong));

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth) =>
        json.WriteStringValue(reader.Unsigned(sizeof(ulong)).ToString(isDecimal ? "D" : "X16", CultureInfo.InvariantCulture));

    public bool Same(JsonElement given, JsonElement canonical) => Parse(given) == Parse(canonical);

    private ulong? Parse(JsonElement value)
    {
        var style = isDecimal ? NumberStyles.None : NumberStyles.AllowHexSpecifier;
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetUInt64(out var number) => number,
            JsonValueKind.String when ulong.TryParse(value.GetString(), style, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }
}

/// <summary>Numbers that JSON writes as names: types of transactions and ledger entries, permissions.</summary>
internal sealed class NameCodec(IEnumerable<KeyValuePair<string, long>> names, int width) : IValueCodec
{
    private readonly FrozenDictionary<string, long> _numbers = names.Where(name => name.Value >= 0).ToFrozenDictionary();

    /// <summary>Permissions below the level of a whole transaction type: https://xrpl.org/docs/references/protocol/data-types/permission-values.</summary>
    private static readonly string[] GranularPermissions =
    [
        "TrustlineAuthorize", "TrustlineFreeze", "TrustlineUnfreeze", "AccountDomainSet", "AccountEmailHashSet", "AccountMessageKeySet",
        "AccountTransferRateSet", "AccountTickSizeSet", "PaymentMint", "PaymentBurn", "MPTokenIssuanceLock", "MPTokenIssuanceUnlock",
    ];

    /// <summary>What a delegate may do: a transaction type's number plus one, or a granular permission from 65537 on.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Permissions { get; } =
    [
        .. XrplDefinitions.Current.TransactionTypes.Where(type => type.Value >= 0).Select(type => KeyValuePair.Create(type.Key, type.Value + 1)),
        .. GranularPermissions.Select((name, i) => KeyValuePair.Create(name, 65_537L + i)),
    ];

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        var name = place.Text(value, "a name");
        writer.Unsigned(_numbers.TryGetValue(name, out var number) ? (ulong)number : throw place.Refused("a name that the protocol knows"), width);
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        var number = (long)reader.Unsigned(width);
        json.WriteStringValue(_numbers.FirstOrDefault(name => name.Value == number).Key ?? throw ByteReader.Malformed($"{number} stands for no name"));
    }

    public bool Same(JsonElement given, JsonElement canonical) => given.GetString() == canonical.GetString();
}
