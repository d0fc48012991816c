using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli.Terminal;

/// <summary>
/// The person or the script in front of the program. Results go to <see cref="Output"/> and nothing else does;
/// sentences and logs go to <see cref="Error"/>; questions go to the terminal itself, so that redirections do not hide them.
/// </summary>
internal interface ITerminal : IPasswordPrompt
{
    /// <summary>Whether a person can be asked: standard input is a terminal.</summary>
    bool CanAsk { get; }

    /// <summary>Whether standard error is a terminal, so that logs are for a person.</summary>
    bool ErrorIsTerminal { get; }

    /// <summary>Whether standard output is a terminal, so that results are for a person.</summary>
    bool OutputIsTerminal { get; }

    /// <summary>Standard input, for commands that take a document from it.</summary>
    Stream Input { get; }

    /// <summary>The colours of standard output.</summary>
    Ink OutputInk { get; }

    /// <summary>The colours of standard error.</summary>
    Ink ErrorInk { get; }

    /// <summary>How many columns the terminal at standard output has; nothing where there is none, or it does not tell.</summary>
    int? Columns { get; }

    /// <summary>Standard output.</summary>
    Stream Output { get; }

    /// <summary>Standard error.</summary>
    TextWriter Error { get; }

    /// <summary>Asks a person for a line and shows what is typed; nothing is kept secret.</summary>
    string AskOpenly(string question);
}

/// <summary>The sentences for standard error.</summary>
internal static class TerminalMessages
{
    private const string WarningMark = "warning:";

    public static void Say(this ITerminal terminal, string sentence)
    {
        var mark = sentence.StartsWith(WarningMark, StringComparison.OrdinalIgnoreCase) ? WarningMark.Length : 0;
        var painted = mark > 0 ? terminal.ErrorInk.Warning(sentence[..mark]) : "";
        terminal.Error.WriteLine($"tatum-kms: {painted}{sentence[mark..]}");
    }

    public static void Fail(this ITerminal terminal, string message, string? hint)
    {
        terminal.Error.WriteLine($"tatum-kms: {terminal.ErrorInk.Error("error:")} {message}");
        if (hint is not null)
        {
            terminal.Error.WriteLine($"tatum-kms: hint: {hint}");
        }
    }
}
