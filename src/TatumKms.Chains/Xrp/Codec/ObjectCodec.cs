using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Objects: their fields in canonical order, each after its header; inner ones with an end mark.</summary>
internal sealed class ObjectCodec : IValueCodec
{
    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        WriteFields(value, writer, place, _ => true);
        writer.Byte(ByteWriter.ObjectEnd);
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        ReadFields(reader, json, depth + 1, () => reader.Peek == ByteWriter.ObjectEnd);
        reader.Byte();
    }

    public bool Same(JsonElement given, JsonElement canonical) =>
        given.GetPropertyCount() == canonical.GetPropertyCount()
        && given.EnumerateObject().All(member => canonical.TryGetProperty(member.Name, out var other)
            && ValueCodecs.Of(XrplDefinitions.Current.Fields[member.Name])!.Same(member.Value, other));

    /// <summary>Writes the fields of an object without an end mark.</summary>
    public static void WriteFields(JsonElement value, ByteWriter writer, Place place, Func<XrplField, bool> filter)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw place.Refused("an object");
        }

        var inside = place.Inside();
        var members = value.EnumerateObject().Select(member => (Field: FieldOf(member.Name, inside), member.Value));
        foreach (var (field, member) in members.Where(member => filter(member.Field)).OrderBy(member => member.Field.Ordinal))
        {
            WriteField(field, member, writer, inside.Member(field.Name));
        }
    }

    /// <summary>Reads fields, which must stand in canonical order, until the end.</summary>
    public static void ReadFields(ByteReader reader, Utf8JsonWriter json, int depth, Func<bool> isEnd)
    {
        Place.CheckDepth(depth);
        json.WriteStartObject();
        for (var last = -1; !isEnd();)
        {
            var field = reader.Header();
            last = field.Ordinal > last ? field.Ordinal : throw ByteReader.Malformed("fields are repeated or out of order");
            ReadField(field, reader, json, depth);
        }

        json.WriteEndObject();
    }

    private static XrplField FieldOf(string name, Place inside) =>
        XrplDefinitions.Current.Fields.TryGetValue(name, out var field) && field.IsSerialized && ValueCodecs.Of(field) is not null
            ? field
            : throw new RefusedException($"'{inside.Member(name).Path}' is no field of the XRP Ledger that this version knows.");

    private static void WriteField(XrplField field, JsonElement value, ByteWriter writer, Place place)
    {
        writer.Header(field);
        var codec = ValueCodecs.Of(field)!;
        if (!field.IsVariableLength)
        {
            codec.Write(value, writer, place);
            return;
        }

        var content = new ByteWriter();
        codec.Write(value, content, place);
        writer.LengthAndBytes(content.Written, place.Path);
    }

    private static void ReadField(XrplField field, ByteReader reader, Utf8JsonWriter json, int depth)
    {
        var codec = ValueCodecs.Of(field) ?? throw ByteReader.Malformed($"'{field.Name}' cannot stand there");
        json.WritePropertyName(field.Name);
        if (!field.IsVariableLength)
        {
            codec.Read(reader, json, depth);
            return;
        }

        var content = reader.LengthAndBytes();
        codec.Read(content, json, depth);
        if (!content.AtEnd)
        {
            throw ByteReader.Malformed($"'{field.Name}' is too long");
        }
    }
}

/// <summary>Lists of objects, each wrapped in an object whose one member names its kind.</summary>
internal sealed class ArrayCodec : IValueCodec
{
    private static readonly ObjectCodec Objects = new();

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw place.Refused("a list");
        }

        foreach (var (i, element) in value.EnumerateArray().Index())
        {
            var inside = place.Element(i);
            var valid = element.ValueKind == JsonValueKind.Object && element.GetPropertyCount() == 1;
            var wrapper = valid ? element.EnumerateObject().First() : throw inside.Refused("an object with one member");
            var field = XrplDefinitions.Current.Fields.GetValueOrDefault(wrapper.Name);
            if (field is null || field.Type != XrplField.ObjectType || ValueCodecs.Of(field) is null)
            {
                throw inside.Refused("an object whose one member is an object that the XRP Ledger knows");
            }

            writer.Header(field);
            Objects.Write(wrapper.Value, writer, inside.Inside().Member(field.Name));
        }

        writer.Byte(ByteWriter.ArrayEnd);
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        json.WriteStartArray();
        while (reader.Peek != ByteWriter.ArrayEnd)
        {
            var field = reader.Header();
            if (field.Type != XrplField.ObjectType || ValueCodecs.Of(field) is null)
            {
                throw ByteReader.Malformed("a list holds something else than objects");
            }

            json.WriteStartObject();
            json.WritePropertyName(field.Name);
            Objects.Read(reader, json, depth + 1);
            json.WriteEndObject();
        }

        reader.Byte();
        json.WriteEndArray();
    }

    public bool Same(JsonElement given, JsonElement canonical) =>
        given.GetArrayLength() == canonical.GetArrayLength()
        && given.EnumerateArray().Zip(canonical.EnumerateArray()).All(pair => Objects.Same(pair.First, pair.Second));
}
