using System.Buffers;
using System.Text.Json;

namespace TatumKms.Cli.Terminal;

/// <summary>
/// Writes JSON as <c>JSON.stringify(value, null, 2)</c> writes it (ECMA-262, 25.5.2), from bytes to bytes, so that no secret in
/// it becomes a string. Members keep their order, numbers their digits.
/// </summary>
internal static class JsonIndenter
{
    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(json);
        var isFirst = true;
        var afterName = false;
        while (reader.Read())
        {
            var isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (!afterName)
            {
                // An empty object or array stays on one line; otherwise every member and element starts a line.
                if (!isEnd && !isFirst)
                {
                    output.Write(","u8);
                }

                if (isEnd ? !isFirst : reader.CurrentDepth > 0)
                {
                    NewLine(reader.CurrentDepth, output);
                }
            }

            WriteToken(ref reader, output);
            isFirst = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            afterName = reader.TokenType == JsonTokenType.PropertyName;
        }
    }

    private static void WriteToken(ref Utf8JsonReader reader, IBufferWriter<byte> output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                JsonStringWriter.Write(reader.ValueSpan, output);
                output.Write(": "u8);
                break;
            case JsonTokenType.String:
                JsonStringWriter.Write(reader.ValueSpan, output);
                break;
            default:
                // Brackets, numbers and literals: the reader's span is the token's own text.
                output.Write(reader.ValueSpan);
                break;
        }
    }

    private static void NewLine(int depth, IBufferWriter<byte> output)
    {
        output.Write("\n"u8);
        for (var i = 0; i < depth; i++)
        {
            output.Write("  "u8);
        }
    }
}
