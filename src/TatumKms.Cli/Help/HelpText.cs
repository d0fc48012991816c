using TatumKms.Cli.Commands;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Help;

/// <summary>The help: of the program, or of one command. All of it comes from the commands and options themselves.</summary>
internal sealed class HelpText(KmsOptions options, ProgramCommand program, Ink ink)
{
    /// <summary>The help of a command, or of the program where there is none.</summary>
    /// <param name="command">The command, or nothing.</param>
    /// <param name="pointsOn">Whether the topic of the command's name is pointed at.</param>
    public string Of(KmsCommand? command, bool pointsOn = true)
    {
        var help = new HelpWriter(ink);
        if (command is null)
        {
            DescribeProgram(help);
        }
        else
        {
            DescribeCommand(help, command);
            if (pointsOn && HelpTopics.Find(command.Name) is { } topic)
            {
                help.Heading("More");
                help.Rows([new($"tatum-kms help {topic.Name}", topic.Summary)]);
            }
        }

        return help.ToString();
    }

    private void DescribeProgram(HelpWriter help)
    {
        help.Paragraph(program.Description!);
        help.Heading("Usage");
        help.Verbatim(["tatum-kms <command> [arguments] [options]"]);
        foreach (var (title, commands) in program.Groups)
        {
            help.Heading(title);
            help.Rows(commands.Select(command => new HelpRow(command.Name, command.Summary)), HelpWriter.WidestName);
        }

        help.Heading("More");
        help.Rows(
            [
                new("<command> --help", "Arguments, options and examples of a command."),
                new("help <topic>", string.Join(", ", HelpTopics.All.Select(topic => topic.Name)) + "."),
            ],
            HelpWriter.WidestName);
    }

    private void DescribeCommand(HelpWriter help, KmsCommand command)
    {
        help.Paragraph(command.Description!);
        help.Heading("Usage");
        help.Verbatim([$"{command.Usage} [options]"]);
        help.Section("Arguments", [.. command.Arguments.Select(argument => new HelpRow(argument.Name, argument.Description!))]);
        help.Section("Parts of it", [.. command.Subcommands.Cast<KmsCommand>().Select(part => new HelpRow(part.Usage["tatum-kms ".Length..], part.Summary))]);
        var own = command.OptionsOf(options).Except([.. options.Global, .. options.Standing]).ToList();
        help.Section("Options of this command", own);
        help.Section("Options", command.OptionsOf(options).Except(own));
        help.Heading("Examples");
        help.Verbatim(command.Examples.Select(example => $"tatum-kms {example}"));
    }
}
