using System.Globalization;
using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// Ways that a payment may take: a list of lists of steps, each an account, a currency, an issuer, or the latter two:
/// https://xrpl.org/docs/references/protocol/binary-format#pathset-fields.
/// </summary>
internal sealed class PathSetCodec : IValueCodec
{
    private const string MustBe = "a list of paths, each a list of steps, none of them empty";
    private const byte End = 0x00, NextPath = 0xff;

    private static readonly AccountCodec Account = new();
    private static readonly CurrencyCodec Currency = new();

    // In the order of the bytes.
    private static readonly (byte Bit, string Name, IValueCodec Codec)[] Parts =
    [
        (0x01, "account", Account), (0x10, "currency", Currency), (0x20, "issuer", Account),
    ];

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        foreach (var (i, path) in Elements(value, place).Index())
        {
            if (i > 0)
            {
                writer.Byte(NextPath);
            }

            foreach (var (j, step) in Elements(path, place.Element(i)).Index())
            {
                WriteStep(step, writer, place.Element(i).Element(j));
            }
        }

        writer.Byte(End);
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        json.WriteStartArray();
        byte mark;
        do
        {
            json.WriteStartArray();
            do
            {
                ReadStep(reader, json);
            }
            while (reader.Peek is not (End or NextPath));
            json.WriteEndArray();
            mark = reader.Byte();
        }
        while (mark == NextPath);
        json.WriteEndArray();
    }

    public bool Same(JsonElement given, JsonElement canonical) =>
        SameList(given, canonical, (path, canonicalPath) => SameList(path, canonicalPath, SameStep));

    private static bool SameList(JsonElement given, JsonElement canonical, Func<JsonElement, JsonElement, bool> same) =>
        given.GetArrayLength() == canonical.GetArrayLength()
        && given.EnumerateArray().Zip(canonical.EnumerateArray()).All(pair => same(pair.First, pair.Second));

    private static bool SameStep(JsonElement given, JsonElement canonical) => Parts.All(part =>
        given.TryGetProperty(part.Name, out var left) == canonical.TryGetProperty(part.Name, out var right)
        && (left.ValueKind == JsonValueKind.Undefined || part.Codec.Same(left, right)));

    private static IReadOnlyList<JsonElement> Elements(JsonElement value, Place place) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        ? [.. value.EnumerateArray()]
        : throw place.Refused(MustBe);

    private static void WriteStep(JsonElement step, ByteWriter writer, Place place)
    {
        var present = step.ValueKind == JsonValueKind.Object ? Parts.Where(part => step.TryGetProperty(part.Name, out _)).ToArray() : [];
        var kind = present.Aggregate(0, (bits, part) => bits | part.Bit);
        if (kind == 0)
        {
            throw place.Refused("a step with an account, a currency or an issuer");
        }

        foreach (var member in step.EnumerateObject())
        {
            CheckMember(member, kind, place);
        }

        writer.Byte((byte)kind);
        foreach (var part in present)
        {
            part.Codec.Write(step.GetProperty(part.Name), writer, place.Member(part.Name));
        }
    }

    /// <summary>Servers add a step's kind to their answers as a number and in hexadecimal; it must be true.</summary>
    private static void CheckMember(JsonProperty member, int kind, Place place)
    {
        var known = member.Name switch
        {
            "type" => member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var number) && number == kind,
            "type_hex" => member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == kind.ToString("X16", CultureInfo.InvariantCulture),
            _ => Parts.Any(part => part.Name == member.Name),
        };
        if (!known)
        {
            throw place.Member(member.Name).Refused("absent or true to the step");
        }
    }

    private static void ReadStep(ByteReader reader, Utf8JsonWriter json)
    {
        var kind = reader.Byte();
        if (kind == 0 || (kind & ~Parts.Aggregate(0, (bits, part) => bits | part.Bit)) != 0)
        {
            throw ByteReader.Malformed("a path has a step of an unknown kind");
        }

        json.WriteStartObject();
        foreach (var part in Parts.Where(part => (kind & part.Bit) != 0))
        {
            json.WritePropertyName(part.Name);
            part.Codec.Read(reader, json, 0);
        }

        json.WriteEndObject();
    }
}
