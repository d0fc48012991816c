using System.CommandLine;
using System.CommandLine.Completions;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help.Completion;

/// <summary>What a shell can offer where a value is expected.</summary>
/// <param name="Words">Words to choose from.</param>
/// <param name="IsFile">The path of a file.</param>
/// <param name="IsId">A signatureId, where the user keeps a list of them.</param>
/// <param name="IsList">Several of them, separated by commas.</param>
internal sealed record Choice(IReadOnlyList<string> Words, bool IsFile = false, bool IsId = false, bool IsList = false)
{
    /// <summary>Whether there is nothing to offer.</summary>
    public bool IsEmpty => Words.Count == 0 && !IsFile && !IsId;

    /// <summary>What the value of an option can be.</summary>
    public static Choice Of(Option option, IReadOnlyList<string> chains) =>
        KmsOptions.IsSwitch(option) ? new Choice(["true", "false"]) : Of(option.HelpName!, option.GetCompletions(CompletionContext.Empty), chains);

    /// <summary>What an argument can be.</summary>
    public static Choice Of(Argument argument, IReadOnlyList<string> chains) =>
        Of(argument.Name, argument.GetCompletions(CompletionContext.Empty), chains);

    // Names of values mean the same everywhere, so that a new command is completed without a word about it here.
    private static Choice Of(string name, IEnumerable<CompletionItem> sources, IReadOnlyList<string> chains) => name switch
    {
        "file" => new Choice([], IsFile: true),
        "chain" => new Choice(chains),
        "chains" => new Choice(chains, IsList: true),
        "signatureId" => new Choice([], IsId: true),
        "signatureIds" => new Choice([], IsId: true, IsList: true),
        _ => new Choice([.. sources.Select(item => item.Label).Distinct()]),
    };
}
