using System.CommandLine;
using System.Text;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Help;

/// <summary>Lays help out: headings, paragraphs, and names with their meanings, none wider than a terminal.</summary>
internal sealed class HelpWriter(Ink ink)
{
    /// <summary>The columns that every terminal has.</summary>
    public const int Width = 80;

    private const int Indentation = 2;

    /// <summary>A longer name has a line of its own, so that it does not push all meanings to the right edge.</summary>
    public const int WidestName = 22;
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Heading(string title)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(ink.Heading(title)).Append('\n');
    }

    public void Paragraph(string text)
    {
        foreach (var line in Wrap(text, Width))
        {
            _text.Append(line).Append('\n');
        }
    }

    /// <summary>Lines that are copied as they are, such as command lines.</summary>
    public void Verbatim(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Blank(Indentation).Append(line).Append('\n');
        }
    }

    /// <summary>Names with their meanings beside them.</summary>
    /// <param name="rows">The names and the meanings.</param>
    /// <param name="nameWidth">The columns for the names; without it, as many as they need.</param>
    public void Rows(IEnumerable<HelpRow> rows, int? nameWidth = null)
    {
        var all = rows.ToList();
        var indent = (Indentation * 2) + (nameWidth ?? all.Select(row => row.Name.Length).Where(length => length <= WidestName).DefaultIfEmpty(WidestName).Max());
        foreach (var (name, meaning) in all)
        {
            Blank(Indentation).Append(name);
            var column = Indentation + name.Length;
            if (column + Indentation > indent)
            {
                _text.Append('\n');
                column = 0;
            }

            foreach (var line in Wrap(meaning, Width - indent))
            {
                Blank(indent - column).Append(line).Append('\n');
                column = 0;
            }

            _text.Append(column > 0 ? "\n" : "");
        }
    }

    public void Section(string title, IReadOnlyCollection<HelpRow> rows)
    {
        if (rows.Count > 0)
        {
            Heading(title);
            Rows(rows);
        }
    }

    public void Section(string title, IEnumerable<Option> options) => Section(title, [.. options.Select(option => new HelpRow(Form(option), option.Description!))]);

    /// <summary>The spellings of an option and what its value is.</summary>
    public static string Form(Option option) =>
        string.Join(", ", KmsOptions.Spellings(option)) + (KmsOptions.IsSwitch(option) ? "" : $" <{option.HelpName}>");

    // Not Append(' ', count): that fills by vectors of the machine's length, for which there is no code ahead of time.
    private StringBuilder Blank(int count)
    {
        for (; count > 0; count--)
        {
            _text.Append(' ');
        }

        return _text;
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
