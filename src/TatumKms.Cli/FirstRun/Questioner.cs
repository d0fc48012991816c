using System.CommandLine;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.FirstRun;

/// <summary>
/// Gets answers: from options, else from the person at the terminal. Where there is no terminal nothing is asked; what has a default
/// gets it, and what has none is told, all of it at once.
/// </summary>
internal sealed class Questioner(ITerminal terminal, ParseResult arguments)
{
    private const int MostAttempts = 3;

    private readonly List<string> _missing = [];

    /// <summary>Whether somebody can be asked.</summary>
    public bool CanAsk => terminal.CanAsk;

    /// <summary>An answer to a question.</summary>
    /// <param name="option">The option that answers it.</param>
    /// <param name="question">The question, without its end.</param>
    /// <param name="shownDefault">What an empty line means, as it is shown; nothing: an answer is needed.</param>
    /// <param name="read">Reads an answer; throws what is wrong with it.</param>
    public T? Ask<T>(Option<string> option, string question, string? shownDefault, Func<string, T> read) =>
        arguments.GetValue(option) is { } given ? read(given) : Ask(option.Name, question, shownDefault, read);

    /// <summary>An answer to a question that no option answers by itself.</summary>
    /// <param name="name">What is missing where nobody can be asked.</param>
    /// <param name="question">The question, without its end.</param>
    /// <param name="shownDefault">What an empty line means, as it is shown; nothing: an answer is needed.</param>
    /// <param name="read">Reads an answer; throws what is wrong with it.</param>
    public T? Ask<T>(string name, string question, string? shownDefault, Func<string, T> read)
    {
        if (!CanAsk)
        {
            return shownDefault is null ? Miss<T>(name) : read(shownDefault);
        }

        for (var attempt = 1; ; attempt++)
        {
            var entered = terminal.AskOpenly(shownDefault is null ? $"{question}: " : $"{question} [{shownDefault}]: ").Trim();
            try
            {
                return entered.Length > 0 || shownDefault is not null
                    ? read(entered.Length > 0 ? entered : shownDefault!)
                    : throw UsageErrors.New("Nothing was entered.", "Nothing was written. This needs an answer.");
            }
            catch (KmsException wrong) when (attempt < MostAttempts)
            {
                terminal.Fail(wrong.Message, wrong.Hint);
            }
        }
    }

    /// <summary>A secret; with a terminal it is not shown, without one it is a line of standard input.</summary>
    public SecretBytes AskSecret(string question) => terminal.Ask(question);

    /// <summary>Remembers that an answer is missing.</summary>
    public T? Miss<T>(string name)
    {
        _missing.Add(name);
        return default;
    }

    /// <exception cref="KmsException">Answers are missing, and there is nobody to ask (<see cref="KmsError.Usage"/>).</exception>
    public void RequireAll()
    {
        if (_missing.Count > 0)
        {
            throw UsageErrors.New(
                $"There is no terminal to ask at, and answers are missing: {string.Join(", ", _missing)}.",
                "Give them as options; tatum-kms init --help shows each. Nothing was written.");
        }
    }
}
