using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Pending;

/// <summary>
/// Writes JSON that holds texts of strangers: characters that a terminal does not show, or that turn its direction, are written as
/// escapes, which a reader of JSON turns back.
/// </summary>
internal static class VisibleJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One value, written by <paramref name="write"/>.</summary>
    public static void WriteVisible(this ITerminal terminal, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            write(json);
        }

        terminal.WriteText(Escape(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length))) + "\n");
    }

    /// <summary>Outside of its texts JSON has nothing but ASCII, and within them the writer has escaped the control characters of ASCII.</summary>
    private static string Escape(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var rune in json.EnumerateRunes())
        {
            if (rune.IsAscii || !IsHidden(rune))
            {
                text.Append(rune.ToString());
                continue;
            }

            foreach (var unit in rune.ToString())
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
        }

        return text.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;
}
