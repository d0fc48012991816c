using System.CommandLine;
using TatumKms.Cli.Commands;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help.Completion;

/// <summary>What the scripts of all shells are made from: the commands and options themselves.</summary>
internal sealed class CompletionModel(ProgramCommand program, KmsOptions options, IReadOnlyList<string> chains)
{
    /// <summary>The variable that names the file with ids.</summary>
    public const string IdsVariable = KmsConfiguration.CompletionIdsVariable;

    /// <summary>An id, for grep and its kin.</summary>
    public const string IdPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    public IReadOnlyList<KmsCommand> Commands { get; } = [.. CommandTree.Flatten(program)];

    public IReadOnlyList<Option> Options => options.All;

    public IReadOnlyList<Option> ValueOptions => [.. options.All.Where(option => !KmsOptions.IsSwitch(option))];

    /// <summary>The options before a command: those that nearly all have.</summary>
    public IReadOnlyList<Option> Leading => [.. options.Global, .. options.Standing];

    public Choice ChoiceOf(Option option) => Choice.Of(option, chains);

    public IReadOnlyList<Option> OptionsOf(KmsCommand command) => [.. command.OptionsOf(options).Distinct()];

    /// <summary>The words that begin a command or a part of one, each with what was there before: nothing, or the command.</summary>
    public IEnumerable<(string Before, KmsCommand Command)> Steps => Commands.Select(command => (command.FullName[..^command.Name.Length].TrimEnd(), command));

    /// <summary>What each argument of each command can be, by position.</summary>
    public IEnumerable<(string Command, string Position, Choice Choice)> Arguments =>
        from command in Commands
        from argument in command.Arguments.Select((argument, index) => (Argument: argument, Index: index))
        let choice = Choice.Of(argument.Argument, chains)
        where !choice.IsEmpty
        select (command.FullName, $"{argument.Index}", choice);

    public static string Spellings(IEnumerable<Option> listed) => string.Join(' ', listed.SelectMany(KmsOptions.Spellings));

    public static string Names(IEnumerable<Option> listed) => string.Join(' ', listed.Select(option => option.Name));
}
