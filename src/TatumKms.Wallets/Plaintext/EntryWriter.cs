using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Wallets.Plaintext;

/// <summary>Writes entries as the original does: compact JSON, UTF-8 as it is, escapes as JSON.stringify makes them (ECMA-262, QuoteJSONString).</summary>
internal static class EntryWriter
{
    /// <summary>Writes <c>"id":{…}</c>, the chain and the network last.</summary>
    public static void Write(SecretWriter writer, SignatureId id, WalletEntry entry)
    {
        WriteText(writer, Encoding.ASCII.GetBytes(id.ToString()));
        writer.Write(":{"u8);
        foreach (var field in entry.Fields)
        {
            WriteText(writer, Encoding.UTF8.GetBytes(field.Name));
            writer.Write(":"u8);
            WriteText(writer, field.Value.Span);
            writer.Write(","u8);
        }

        writer.Write("\"chain\":\""u8);
        writer.Write(Encoding.ASCII.GetBytes(entry.Chain.Code));
        writer.Write(entry.Network == Network.Testnet ? "\",\"testnet\":true}"u8 : "\",\"testnet\":false}"u8);
    }

    /// <summary>Writes an entry's object with another label, or with none. The label comes first; the other members stay as they are.</summary>
    public static void WriteWithLabel(SecretWriter writer, ReadOnlySpan<byte> entry, string? label)
    {
        writer.Write("{"u8);
        if (label is not null)
        {
            WriteText(writer, Encoding.UTF8.GetBytes(WalletEntry.LabelField));
            writer.Write(":"u8);
            WriteText(writer, Encoding.UTF8.GetBytes(label));
            writer.Write(","u8);
        }

        WriteMembersBut(writer, entry, WalletEntry.LabelField);
        writer.Write("}"u8);
    }

    /// <summary>There are always others: the indexer has found the chain and the network.</summary>
    private static void WriteMembersBut(SecretWriter writer, ReadOnlySpan<byte> entry, string name)
    {
        var reader = new Utf8JsonReader(entry);
        reader.Read();
        var isFirst = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var skipped = reader.ValueTextEquals(name);
            reader.Read();
            reader.Skip();
            if (!skipped)
            {
                writer.Write(isFirst ? ""u8 : ","u8);
                writer.Write(entry[start..(int)reader.BytesConsumed]);
                isFirst = false;
            }
        }
    }

    private static void WriteText(SecretWriter writer, ReadOnlySpan<byte> utf8)
    {
        writer.Write("\""u8);
        while (utf8.IndexOfAny(Escaped) is var next && next >= 0)
        {
            writer.Write(utf8[..next]);
            WriteEscape(writer, utf8[next]);
            utf8 = utf8[(next + 1)..];
        }

        writer.Write(utf8);
        writer.Write("\""u8);
    }

    private static SearchValues<byte> Escaped { get; } = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private static void WriteEscape(SecretWriter writer, byte value)
    {
        switch (value)
        {
            case (byte)'"':
                writer.Write("\\\""u8);
                break;
            case (byte)'\\':
                writer.Write("\\\\"u8);
                break;
            case (byte)'\b':
                writer.Write("\\b"u8);
                break;
            case (byte)'\f':
                writer.Write("\\f"u8);
                break;
            case (byte)'\n':
                writer.Write("\\n"u8);
                break;
            case (byte)'\r':
                writer.Write("\\r"u8);
                break;
            case (byte)'\t':
                writer.Write("\\t"u8);
                break;
            default:
                Span<byte> hex = stackalloc byte[2];
                Utf8Formatter.TryFormat(value, hex, out _, new StandardFormat('x', 2));
                writer.Write("\\u00"u8);
                writer.Write(hex);
                break;
        }
    }
}
