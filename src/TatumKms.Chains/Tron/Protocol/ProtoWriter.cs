using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tron.Protocol;

/// <summary>
/// Writes the JSON of a message in protocol buffers' encoding as java-tron does: fields by their numbers, defaults left out. A member
/// that the message does not have is refused, since it would be dropped.
/// </summary>
/// <param name="isVisible">Whether texts are written as such, not in hexadecimal.</param>
internal sealed class ProtoWriter(bool isVisible)
{
    private const int Varint = 0, LengthDelimited = 2;
    private const ulong MapKey = 1 << 3, MapValue = 2 << 3;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a message.</summary>
    /// <exception cref="RefusedException">The JSON does not fit the message.</exception>
    public byte[] Write(ProtoMessage message, JsonElement json, string place)
    {
        foreach (var member in json.Object(place).EnumerateObject())
        {
            if (message.Fields.All(field => field.Name != member.Name))
            {
                throw new RefusedException($"{place}: '{Printable(member.Name)}' is not a member that is known here.");
            }
        }

        using var buffer = new MemoryStream();
        foreach (var field in message.Fields)
        {
            if (json.Optional(field.Name) is { } value)
            {
                WriteField(buffer, field, value, $"{place}, {field.Name}");
            }
        }

        return buffer.ToArray();
    }

    /// <summary>A key and a number, unless it is 0.</summary>
    public static void WriteNumber(Stream stream, int field, long value)
    {
        if (value != 0)
        {
            WriteVarint(stream, (ulong)((field << 3) | Varint));
            WriteVarint(stream, unchecked((ulong)value));
        }
    }

    /// <summary>A key and bytes.</summary>
    public static void WriteBytes(Stream stream, int field, ReadOnlySpan<byte> value)
    {
        WriteVarint(stream, (ulong)((field << 3) | LengthDelimited));
        WriteVarint(stream, (ulong)value.Length);
        stream.Write(value);
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        while (value >= 0x80)
        {
            stream.WriteByte((byte)((value & 0x7f) | 0x80));
            value >>= 7;
        }

        stream.WriteByte((byte)value);
    }

    /// <summary>An entry of a map of numbers. Each key stands once, and they ascend: else two writers could differ.</summary>
    private static void WriteMapEntry(MemoryStream buffer, ProtoField field, JsonElement entry, string place, ref long lastKey)
    {
        if (entry.Object(place).EnumerateObject().Any(member => member.Name is not ("key" or "value")))
        {
            throw new RefusedException($"{place}: an element has 'key' and 'value' and nothing else.");
        }

        var key = entry.Number("key", long.MaxValue, place);
        if (key <= lastKey)
        {
            throw new RefusedException($"{place}: the keys must ascend.");
        }

        lastKey = key;
        using var bytes = new MemoryStream();
        WriteVarint(bytes, MapKey);
        WriteVarint(bytes, (ulong)key);
        WriteVarint(bytes, MapValue);
        WriteVarint(bytes, (ulong)entry.Number("value", long.MaxValue, place));
        WriteBytes(buffer, field.Number, bytes.ToArray());
    }

    private static string Printable(string name) => string.Concat(name.Take(40).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static long ReadNumber(ProtoField field, JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 && number <= field.Max
            ? number
            : throw new RefusedException($"{place} must be a whole number from 0 to {field.Max}.");

    private static string ReadText(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new RefusedException($"{place} must be a string.");

    private static byte[] ReadHex(JsonElement value, string place)
    {
        var text = ReadText(value, place);
        return text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw new RefusedException($"{place} must be hexadecimal.");
    }

    private void WriteField(MemoryStream buffer, ProtoField field, JsonElement value, string place)
    {
        if (!field.IsRepeated)
        {
            WriteSingle(buffer, field, value, place, isElement: false);
            return;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException($"{place} must be a list.");
        }

        var lastKey = -1L;
        foreach (var element in value.EnumerateArray())
        {
            if (field.Kind == ProtoKind.MapEntry)
            {
                WriteMapEntry(buffer, field, element, place, ref lastKey);
            }
            else
            {
                WriteSingle(buffer, field, element, place, isElement: true);
            }
        }
    }

    private void WriteSingle(MemoryStream buffer, ProtoField field, JsonElement value, string place, bool isElement)
    {
        switch (field.Kind)
        {
            case ProtoKind.Number:
                WriteNumber(buffer, field.Number, ReadNumber(field, value, place));
                break;
            case ProtoKind.Enumeration:
                WriteNumber(buffer, field.Number, field.ReadEnumeration(value, place));
                break;
            case ProtoKind.Flag:
                WriteNumber(buffer, field.Number, value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? value.GetBoolean() ? 1 : 0
                    : throw new RefusedException($"{place} must be true or false."));
                break;
            case ProtoKind.Message:
                WriteBytes(buffer, field.Number, Write(field.Message!, value, place));
                break;
            default:
                var bytes = ReadBytes(field, value, place);
                if (bytes.Length > 0 || isElement)
                {
                    WriteBytes(buffer, field.Number, bytes);
                }

                break;
        }
    }

    private byte[] ReadBytes(ProtoField field, JsonElement value, string place) => field.Kind switch
    {
        ProtoKind.Address => TronAddress.TryParse(ReadText(value, place), out var address)
            ? address
            : throw new RefusedException($"{place} is not an address of TRON."),
        ProtoKind.Text => Utf8.GetBytes(ReadText(value, place)),
        ProtoKind.TextBytes when isVisible => Utf8.GetBytes(ReadText(value, place)),
        _ => ReadHex(value, place),
    };
}
