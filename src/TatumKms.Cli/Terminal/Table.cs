using System.Globalization;
using System.Text;

namespace TatumKms.Cli.Terminal;

/// <summary>Rows of text in columns, for a person.</summary>
internal static class Table
{
    private const int Gap = 2;

    /// <summary>The rows below their headings; what a terminal would take for a command is shown as a question mark.</summary>
    public static string Format(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [headings, .. rows.Select(row => row.Select(Harmless).ToList())];
        var widths = Enumerable.Range(0, headings.Count).Select(column => all.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            var line = string.Concat(row.Select((cell, column) => cell.PadRight(widths[column] + Gap)));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Harmless(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : c));
}
