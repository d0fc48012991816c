using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Turns values of one type from JSON into bytes and back.</summary>
internal interface IValueCodec
{
    /// <summary>Writes a value, without a length before it.</summary>
    /// <exception cref="RefusedException">The JSON is no value of the type.</exception>
    void Write(JsonElement value, ByteWriter writer, Place place);

    /// <summary>Reads a value and writes it as JSON in its one canonical form; of a field with a length, the reader holds only the value.</summary>
    /// <exception cref="RefusedException">The bytes are no value of the type.</exception>
    void Read(ByteReader reader, Utf8JsonWriter json, int depth);

    /// <summary>Whether JSON as somebody wrote it and canonical JSON mean the same value. Both are values of the type.</summary>
    bool Same(JsonElement given, JsonElement canonical);
}
