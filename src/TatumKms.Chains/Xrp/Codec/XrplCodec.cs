using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>The binary form of transactions: https://xrpl.org/docs/references/protocol/binary-format.</summary>
internal static class XrplCodec
{
    private static readonly ObjectCodec Objects = new();

    /// <summary>All fields of an object.</summary>
    /// <exception cref="RefusedException">A field is unknown, or its value malformed.</exception>
    public static byte[] Encode(JsonElement value) => Encode(value, _ => true);

    /// <summary>The fields that a signature covers.</summary>
    /// <exception cref="RefusedException">A field is unknown, or its value malformed.</exception>
    public static byte[] EncodeForSigning(JsonElement value) => Encode(value, field => field.IsSigned);

    /// <summary>The JSON of an object's bytes in canonical form: fields in their binary order, hexadecimal in upper case, numbers without exponents.</summary>
    /// <exception cref="RefusedException">The bytes are malformed, or not in their one canonical form.</exception>
    public static JsonElement Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            ObjectCodec.ReadFields(reader, json, 1, () => reader.AtEnd);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Whether JSON as somebody wrote it, which can be encoded, means what canonical JSON says.</summary>
    public static bool Same(JsonElement given, JsonElement canonical) => Objects.Same(given, canonical);

    private static byte[] Encode(JsonElement value, Func<XrplField, bool> filter)
    {
        var writer = new ByteWriter();
        ObjectCodec.WriteFields(value, writer, Place.Top, filter);
        return writer.Written.ToArray();
    }
}
