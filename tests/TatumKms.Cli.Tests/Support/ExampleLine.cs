using System.Text.RegularExpressions;

namespace TatumKms.Cli.Tests.Support;

/// <summary>A line of the documentation that runs tatum-kms, taken apart as a shell does it.</summary>
/// <param name="Arguments">What follows the program's name.</param>
/// <param name="Input">The file that is put into standard input, if one is.</param>
internal sealed partial record ExampleLine(IReadOnlyList<string> Arguments, string? Input)
{
    private const string Program = "tatum-kms";
    private static readonly string[] Redirections = ["<", ">", ">>", "2>"];

    /// <summary>The runs of tatum-kms in a line of a shell; whatever else is in it is left out.</summary>
    public static IEnumerable<ExampleLine> Read(string line)
    {
        var words = new List<string>();
        foreach (var token in Tokens().Matches(line).Select(match => match.Value).Where(token => token[0] != '#').Append(";"))
        {
            if (token.All(c => c is '|' or ';' or '&'))
            {
                if (Of(words) is { } example)
                {
                    yield return example;
                }

                words = [];
            }
            else
            {
                words.Add(Quotes().Replace(token, ""));
            }
        }
    }

    private static ExampleLine? Of(List<string> words)
    {
        var command = words.SkipWhile(word => Assignment().IsMatch(word) || word is "sudo" or "exec" or "$").ToList();
        if (command.Count == 0 || Path.GetFileName(command[0].Replace("ExecStart=", "", StringComparison.Ordinal)) != Program)
        {
            return null;
        }

        var redirection = command.FindIndex(Redirections.Contains);
        return new ExampleLine(
            redirection < 0 ? command[1..] : command[1..redirection],
            redirection >= 0 && command[redirection] == "<" ? command.ElementAtOrDefault(redirection + 1) : null);
    }

    [GeneratedRegex("""(?<=^|\s)#.*$|[|;&]+|(?:"[^"]*"|'[^']*'|[^\s"'|;&])+""")]
    private static partial Regex Tokens();

    [GeneratedRegex("""["']""")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"^[A-Z_]+=")]
    private static partial Regex Assignment();
}
