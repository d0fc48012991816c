using System.CommandLine;
using System.Text;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary>The help: of the program, or of one command.</summary>
internal sealed class HelpText(KmsOptions options, Command root)
{
    private const int Indentation = 2;

    public string Of(KmsCommand? command)
    {
        var text = new StringBuilder();
        if (command is null)
        {
            DescribeProgram(text);
        }
        else
        {
            DescribeCommand(text, command);
        }

        Section(text, "Exit codes", ExitCodes.All
            .Where(code => command is null or DaemonCommand or SignCommand || code.Code < ExitCode.SomeRefused || (command is InspectCommand && code.Code == ExitCode.SomeRefused))
            .Select(code => ($"{(int)code.Code}", code.Meaning)));
        return text.ToString();
    }

    private void DescribeProgram(StringBuilder text)
    {
        text.Append(root.Description).Append("\n\nUsage\n  tatum-kms <command> [options]\n");
        Section(text, "Commands", CommandTree.Flatten(root).Select(command => (command.Usage["tatum-kms ".Length..], command.Description!)));
        Section(text, "Options, before or after the command", [.. options.Global, .. options.Standing]);
        Section(text, "Options of the daemon", options.Daemon);
        Section(text, "Options of single commands", options.Single);
        text.Append("\nExamples\n");
        foreach (var command in CommandTree.Flatten(root))
        {
            text.Append("  tatum-kms ").Append(command.Examples[0]).Append('\n');
        }
    }

    private void DescribeCommand(StringBuilder text, KmsCommand command)
    {
        text.Append(command.Description).Append("\n\nUsage\n  ").Append(command.Usage).Append(" [options]\n");
        Section(text, "Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description!)));
        var own = command.OptionsOf(options).Except([.. options.Global, .. options.Standing]).ToList();
        Section(text, "Options of this command", own);
        Section(text, "Options", command.OptionsOf(options).Except(own));
        text.Append("\nExamples\n");
        foreach (var example in command.Examples)
        {
            text.Append("  tatum-kms ").Append(example).Append('\n');
        }
    }

    private static void Section(StringBuilder text, string title, IEnumerable<Option> listed) => Section(text, title, listed.Select(option =>
    {
        var value = KmsOptions.IsSwitch(option) ? "" : $" <{option.HelpName}>";
        return (string.Join(", ", KmsOptions.Spellings(option)) + value, option.Description!);
    }));

    private static void Section(StringBuilder text, string title, IEnumerable<(string Name, string Meaning)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var width = all.Max(row => row.Name.Length);
        text.Append('\n').Append(title).Append('\n');
        foreach (var (name, meaning) in all)
        {
            text.Append(' ', Indentation).Append(name.PadRight(width + Indentation)).Append(meaning).Append('\n');
        }
    }
}
