using System.Globalization;
using System.Text;

namespace TatumKms.Cli.Terminal;

/// <summary>Rows of text in columns, for a person.</summary>
internal static class Table
{
    private const int Gap = 2;

    /// <summary>The rows below their headings; what a terminal would take for a command is shown as a question mark.</summary>
    /// <param name="headings">The names of the columns.</param>
    /// <param name="rows">A text for each column.</param>
    /// <param name="width">The columns of the terminal, if any. A row that is wider becomes a block of lines: cut addresses are of no use.</param>
    /// <param name="ink">The colours of the headings.</param>
    public static string Format(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, int? width = null, Ink? ink = null)
    {
        var paint = ink ?? Ink.None;
        var cells = rows.Select(row => row.Select(Harmless).ToList()).ToList();
        var widths = headings.Select((heading, column) => cells.Select(row => row[column].Length).Append(heading.Length).Max()).ToList();
        var lines = cells.Select(row => Line(row, widths)).ToList();
        return lines.Exists(line => line.Length > width)
            ? string.Join('\n', cells.Select(row => Block(headings, row, paint)))
            : string.Concat(lines.Prepend(paint.Heading(Line(headings, widths))).Select(line => line + "\n"));
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) =>
        string.Concat(cells.Select((cell, column) => cell.PadRight(widths[column] + Gap))).TrimEnd();

    private static string Block(IReadOnlyList<string> headings, List<string> cells, Ink ink)
    {
        var text = new StringBuilder();
        var width = headings.Max(heading => heading.Length) + Gap;
        foreach (var (heading, cell) in headings.Zip(cells).Where(pair => pair.Second.Length > 0))
        {
            text.Append(ink.Heading(heading)).Append(' ', width - heading.Length).Append(cell).Append('\n');
        }

        return text.ToString();
    }

    private static string Harmless(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : c));
}
