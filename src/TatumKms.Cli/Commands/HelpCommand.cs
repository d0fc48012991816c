using System.CommandLine;
using System.CommandLine.Completions;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Help;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>help</c>: of the program, of a command, of a topic; of both where they have one name.</summary>
internal sealed class HelpCommand : KmsCommand
{
    [SetsRequiredMembers]
    public HelpCommand(Composition kms)
        : base(kms, "help", "Show the help of a command or topic; 'help topics' lists the topics.")
    {
        Subject.CompletionSources.Add(_ => HelpTopics.All.Select(topic => topic.Name)
            .Append(HelpTopics.ListName)
            .Concat(Program.Subcommands.Select(command => command.Name))
            .Select(name => new CompletionItem(name)));
        Add(Subject);
        Add(Part);
        Examples = ["help", "help getaddress", "help policy check", "help topics", "help exit-codes"];
    }

    internal Argument<string?> Subject { get; } = new("subject") { Arity = ArgumentArity.ZeroOrOne, Description = "A command or a topic." };

    internal Argument<string?> Part { get; } = new("part") { Arity = ArgumentArity.ZeroOrOne, Description = "A part of the command, such as verify." };

    private ProgramCommand Program => Parents.OfType<ProgramCommand>().Single();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => options.Standing;

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Kms.Terminal.WriteText(Describe($"{arguments.GetValue(Subject)} {arguments.GetValue(Part)}".Trim()));
        return Task.FromResult(ExitCode.Done);
    }

    private string Describe(string subject)
    {
        var ink = Kms.Terminal.OutputInk;
        if (subject == HelpTopics.ListName)
        {
            return HelpTopics.List(ink);
        }

        var commands = CommandTree.Flatten(Program).ToList();
        var command = commands.Find(command => command.FullName == subject);
        var topic = HelpTopics.Find(subject);
        if (command is null && topic is null && subject.Length > 0)
        {
            throw UsageErrors.UnknownSubject(subject, [.. commands.Select(known => known.FullName), .. HelpTopics.All.Select(known => known.Name), HelpTopics.ListName]);
        }

        List<string> pages = [];
        if (command is not null || topic is null)
        {
            pages.Add(new HelpText(Kms.Options, Program, ink).Of(command, pointsOn: topic is null));
        }

        if (topic is not null)
        {
            pages.Add(HelpTopics.Of(topic, Kms.Options, ink));
        }

        return string.Join('\n', pages);
    }
}
