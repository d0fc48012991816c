using System.CommandLine;
using System.Text;
using TatumKms.Cli.Commands;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help;

/// <summary>The manual page <c>tatum-kms(1)</c> in the man macros of roff, made from the commands, options and tables.</summary>
internal sealed class ManualPage(KmsOptions options, ProgramCommand program)
{
    private readonly StringBuilder _text = new();

    public override string ToString()
    {
        _text.Clear();
        _text.Append($".TH TATUM\\-KMS 1 \"\" \"tatum\\-kms {Escape(ProductVersion.Current)}\" \"User Commands\"\n");
        Section("NAME", () => Line("tatum-kms - keeps the keys of a custodial crypto app and signs its transactions"));
        Section("SYNOPSIS", () => _text.Append(".B tatum\\-kms\n.I command\n.RI [ arguments ]\n.RI [ options ]\n"));
        Section("DESCRIPTION", Describe);
        Section("COMMANDS", WriteCommands);
        Section("OPTIONS", WriteOptions);
        Section("ENVIRONMENT", () => Rows([.. KnownVariables.All, .. KnownVariables.OfManagers.Select(row => new HelpRow($"for {row.Option}", string.Join(", ", row.Names)))]));
        Section("FILES", () => Rows(KnownFiles.All));
        Section("EXIT STATUS", () => Rows(ExitCodes.All.Select(code => new HelpRow($"{(int)code.Code}", code.Meaning)).Append(new HelpRow($"{KmsApplication.Interrupted}", "interrupted"))));
        Section("EXAMPLES", WriteExamples);
        return _text.ToString();
    }

    private void Describe()
    {
        Line(program.Description!);
        _text.Append(".PP\n");
        Line("Standard output carries the result and nothing else; sentences and logs go to standard error, questions to the terminal. Secrets are never arguments.");
    }

    private void WriteCommands()
    {
        foreach (var (title, commands) in program.Groups)
        {
            _text.Append($".SS \"{Escape(title)}\"\n");
            foreach (var command in commands.SelectMany(command => CommandTree.Flatten(command).Prepend(command)))
            {
                Row(command.Usage["tatum-kms ".Length..], command.Description!);
                WriteOwnOptions(command);
            }
        }
    }

    private void WriteOwnOptions(KmsCommand command)
    {
        var own = command.OptionsOf(options).Except([.. options.Global, .. options.Standing, .. options.Daemon]).Select(option => option.Name).ToList();
        if (own.Count > 0)
        {
            _text.Append(".br\n");
            Line($"Its own: {string.Join(", ", own)}.");
        }
    }

    private void WriteOptions()
    {
        OptionRows("Of all commands", [.. options.Global, .. options.Standing]);
        OptionRows("Of the daemon", options.Daemon);
        OptionRows("Of single commands", options.Single);
    }

    private void OptionRows(string title, IReadOnlyList<Option> listed)
    {
        _text.Append($".SS \"{title}\"\n");
        Rows(listed.Select(option => new HelpRow(HelpWriter.Form(option), option.Description!)));
    }

    private void WriteExamples()
    {
        _text.Append(".nf\n");
        foreach (var example in CommandTree.Flatten(program).SelectMany(command => command.Examples))
        {
            Line($"tatum-kms {example}");
        }

        _text.Append(".fi\n");
    }

    private void Section(string title, Action write)
    {
        _text.Append($".SH {title}\n");
        write();
    }

    private void Rows(IEnumerable<HelpRow> rows)
    {
        foreach (var (name, meaning) in rows)
        {
            Row(name, meaning);
        }
    }

    private void Row(string name, string meaning)
    {
        _text.Append($".TP\n.B {Escape(name)}\n");
        Line(meaning);
    }

    private void Line(string text) => _text.Append(Escape(text)).Append('\n');

    // A hyphen alone would become a typographic one, which no shell takes; a dot or quote at the start of a line would be a request.
    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("~", "\\(ti", StringComparison.Ordinal)
            .Replace("^", "\\(ha", StringComparison.Ordinal).Replace("`", "\\(ga", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal).Replace("\"", "\\(dq", StringComparison.Ordinal);
        return escaped.StartsWith('.') ? "\\&" + escaped : escaped;
    }
}
