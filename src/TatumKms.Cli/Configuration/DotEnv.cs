using System.Text;

namespace TatumKms.Cli.Configuration;

/// <summary>
/// Reads a file of variables by the rules of the dotenv package that the original uses: <c>NAME=value</c> or <c>NAME: value</c>,
/// <c>export</c> before it allowed, <c>#</c> starts a comment, quotes (', ", `) keep one and line ends, \n and \r mean
/// line ends in double quotes only, the last of two lines wins, and a dollar sign is a dollar sign: nothing is substituted,
/// so that a password arrives as it was written.
/// </summary>
internal static class DotEnv
{
    /// <summary>The variables of a file's text. Lines that are none are skipped, as by the original.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = text.AsSpan().TrimStart('\uFEFF');
        while (!rest.IsEmpty)
        {
            rest = rest.TrimStart();
            var line = LineOf(rest);
            if (TryReadName(line, out var name, out var afterName))
            {
                variables[name] = ReadValue(rest[afterName..], out var length);
                rest = rest[(afterName + length)..];
            }

            // What is left of the line is a comment or was no variable.
            rest = rest[LineOf(rest).Length..];
        }

        return variables;
    }

    private static ReadOnlySpan<char> LineOf(ReadOnlySpan<char> text) =>
        text.IndexOfAny('\r', '\n') is var end && end < 0 ? text : text[..end];

    private static bool TryReadName(ReadOnlySpan<char> line, out string name, out int length)
    {
        const string Export = "export";
        var start = 0;
        if (line.StartsWith(Export) && line.Length > Export.Length && char.IsWhiteSpace(line[Export.Length]))
        {
            start = line.Length - line[Export.Length..].TrimStart().Length;
        }

        var end = start;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or '.' or '-'))
        {
            end++;
        }

        name = line[start..end].ToString();
        var separator = line.Length - line[end..].TrimStart().Length;
        length = separator + 1;
        return end > start
            && separator < line.Length
            && (line[separator] == '=' || (line[separator] == ':' && separator == end && length < line.Length && char.IsWhiteSpace(line[length])));
    }

    private static string ReadValue(ReadOnlySpan<char> text, out int length)
    {
        var line = LineOf(text);
        var start = line.Length - line.TrimStart().Length;
        if (start < line.Length && line[start] is '\'' or '"' or '`' && FindClosingQuote(text, start) is var end and > 0)
        {
            length = end + 1;
            var quoted = text[(start + 1)..end];
            return line[start] == '"' ? WithLineEnds(quoted) : quoted.ToString();
        }

        var comment = line.IndexOf('#');
        length = comment < 0 ? line.Length : comment;
        return line[..length].Trim().ToString();
    }

    private static int FindClosingQuote(ReadOnlySpan<char> text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == text[start])
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                return i;
            }
        }

        return -1;
    }

    private static string WithLineEnds(ReadOnlySpan<char> quoted) =>
        new StringBuilder().Append(quoted).Replace("\\n", "\n").Replace("\\r", "\r").ToString();
}
