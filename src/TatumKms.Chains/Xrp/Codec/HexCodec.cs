using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Hashes of a fixed length, and blobs, as hexadecimal digits in either case.</summary>
/// <param name="length">The length in bytes; nothing for blobs.</param>
internal sealed class HexCodec(int? length = null) : IValueCodec
{
    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        var mustBe = length is null ? "hexadecimal" : $"{2 * length} hexadecimal digits";
        writer.Bytes(TryParse(place.Text(value, mustBe), length) ?? throw place.Refused(mustBe));
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth) =>
        json.WriteStringValue(Convert.ToHexString(reader.Take(length ?? reader.Remaining)));

    public bool Same(JsonElement given, JsonElement canonical) => SameText(given, canonical);

    /// <summary>The bytes of hexadecimal digits, or nothing where the text is none or of another length.</summary>
    public static byte[]? TryParse(string text, int? length)
    {
        var valid = text.Length % 2 == 0 && (length is null || text.Length == 2 * length) && text.All(char.IsAsciiHexDigit);
        return valid ? Convert.FromHexString(text) : null;
    }

    public static bool SameText(JsonElement given, JsonElement canonical) =>
        string.Equals(given.GetString(), canonical.GetString(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Lists of 256-bit hashes.</summary>
internal sealed class HashListCodec : IValueCodec
{
    private const int Length = 32;
    private static readonly HexCodec Hash = new(Length);

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw place.Refused("a list of hashes");
        }

        foreach (var (i, hash) in value.EnumerateArray().Index())
        {
            Hash.Write(hash, writer, place.Element(i));
        }
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        json.WriteStartArray();
        while (!reader.AtEnd)
        {
            Hash.Read(reader, json, depth);
        }

        json.WriteEndArray();
    }

    public bool Same(JsonElement given, JsonElement canonical) =>
        given.GetArrayLength() == canonical.GetArrayLength() && given.EnumerateArray().Zip(canonical.EnumerateArray()).All(pair => Hash.Same(pair.First, pair.Second));
}
