using System.Buffers;
using System.Globalization;
using System.Text;

namespace TatumKms.Cli.Terminal;

/// <summary>
/// Writes the raw text of a JSON string, escapes and all, with the escapes that <c>JSON.stringify</c> uses and no others
/// (ECMA-262, QuoteJSONString): quotation mark, backslash, control characters and surrogates without a partner.
/// </summary>
internal static class JsonStringWriter
{
    private const int UnicodeEscapeLength = 6;

    /// <param name="raw">What stands between the quotation marks; valid JSON.</param>
    /// <param name="output">Receives the quotation marks, too.</param>
    public static void Write(ReadOnlySpan<byte> raw, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (raw.Length > 0)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain != 0)
            {
                plain = plain < 0 ? raw.Length : plain;
                output.Write(raw[..plain]);
                raw = raw[plain..];
            }
            else
            {
                raw = raw[(raw[1] == 'u' ? WriteUnicodeEscape(raw, output) : WriteShortEscape(raw, output))..];
            }
        }

        output.Write("\""u8);
    }

    private static int WriteShortEscape(ReadOnlySpan<byte> raw, IBufferWriter<byte> output)
    {
        // The one short escape that is read but never written is that of the slash.
        output.Write(raw[1] == '/' ? "/"u8 : raw[..2]);
        return 2;
    }

    private static int WriteUnicodeEscape(ReadOnlySpan<byte> raw, IBufferWriter<byte> output)
    {
        var unit = ReadUnit(raw);
        if (char.IsHighSurrogate(unit)
            && raw.Length >= 2 * UnicodeEscapeLength
            && raw[UnicodeEscapeLength..].StartsWith("\\u"u8)
            && ReadUnit(raw[UnicodeEscapeLength..]) is var low
            && char.IsLowSurrogate(low))
        {
            WriteRune(new Rune(unit, low), output);
            return 2 * UnicodeEscapeLength;
        }

        WriteUnit(unit, output);
        return UnicodeEscapeLength;
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..UnicodeEscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void WriteUnit(char unit, IBufferWriter<byte> output)
    {
        switch (unit)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case < ' ':
            case >= '\uD800' and <= '\uDFFF':
                Span<byte> escape = stackalloc byte[UnicodeEscapeLength];
                "\\u"u8.CopyTo(escape);
                ((ushort)unit).TryFormat(escape[2..], out _, "x4", CultureInfo.InvariantCulture);
                output.Write(escape);
                break;
            default:
                WriteRune(new Rune(unit), output);
                break;
        }
    }

    private static void WriteRune(Rune rune, IBufferWriter<byte> output)
    {
        Span<byte> utf8 = stackalloc byte[4];
        output.Write(utf8[..rune.EncodeToUtf8(utf8)]);
    }
}
