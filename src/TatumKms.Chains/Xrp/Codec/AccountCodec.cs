using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Accounts: 20 bytes, in JSON an address. X-addresses are taken where they hold no tag.</summary>
internal sealed class AccountCodec : IValueCodec
{
    /// <summary>The length of an account's identifier.</summary>
    public const int Length = 20;

    public void Write(JsonElement value, ByteWriter writer, Place place) => writer.Bytes(Parse(place.Text(value, "an address"), place));

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth) => json.WriteStringValue(XrpAddress.Format(reader.Take(Length)));

    public bool Same(JsonElement given, JsonElement canonical) => SameAddress(given.GetString()!, canonical.GetString()!);

    /// <summary>The 20 bytes of an address.</summary>
    public static byte[] Parse(string address, Place place) => TryParse(address) ?? throw place.Refused("an address of the XRP Ledger");

    public static bool SameAddress(string given, string canonical) =>
        TryParse(given) is { } left && TryParse(canonical) is { } right && left.AsSpan().SequenceEqual(right);

    private static byte[]? TryParse(string address) =>
        XrpAddress.TryParse(address) ?? (XAddress.TryParse(address, out var extended) && extended.Tag is null ? extended.Account : null);
}
