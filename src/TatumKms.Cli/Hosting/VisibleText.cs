using System.Globalization;
using System.Text;

namespace TatumKms.Cli.Hosting;

/// <summary>Makes text fit for one line: what ends a line, moves the cursor, is invisible or turns its direction becomes its code.</summary>
internal static class VisibleText
{
    public static string Escape(string text)
    {
        // Most lines have nothing to hide.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (var (position, rune) in Runes(text))
        {
            if (rune is { } shown && !IsHidden(shown))
            {
                line.Append(shown.ToString());
            }
            else
            {
                var code = rune?.Value ?? text[position];
                line.Append(code > char.MaxValue ? "\\U" : "\\u").Append(code.ToString(code > char.MaxValue ? "x8" : "x4", CultureInfo.InvariantCulture));
            }
        }

        return line.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;

    /// <summary>The characters and where they begin; half a character is none.</summary>
    private static IEnumerable<(int Position, Rune? Rune)> Runes(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            yield return (i, isWhole ? rune : null);
            i += isWhole ? rune.Utf16SequenceLength : 1;
        }
    }
}
