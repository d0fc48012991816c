using System.CommandLine;
using TatumKms.Core;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Parsing;

/// <summary>The id of a pending transaction.</summary>
internal sealed class PendingIdArgument : Argument<string>
{
    public PendingIdArgument()
        : base("id") => Description = "The id of the pending transaction, as the API, the daemon's log and 'pending' name it.";

    /// <exception cref="KmsException">The text can be no such id (<see cref="KmsError.Usage"/>).</exception>
    public string Read(ParseResult arguments)
    {
        var id = arguments.GetRequiredValue(this);
        PendingIds.Require(id);
        return id;
    }
}

/// <summary>The ids of pending transactions.</summary>
internal sealed class PendingIdsArgument : Argument<string[]>
{
    public PendingIdsArgument()
        : base("id")
    {
        Description = "The ids of pending transactions, with blanks between them.";
        Arity = ArgumentArity.OneOrMore;
    }

    /// <summary>The ids, each once.</summary>
    /// <exception cref="KmsException">A text can be no such id (<see cref="KmsError.Usage"/>).</exception>
    public IReadOnlyList<string> Read(ParseResult arguments)
    {
        string[] ids = [.. arguments.GetRequiredValue(this).Distinct(StringComparer.Ordinal)];
        Array.ForEach(ids, PendingIds.Require);
        return ids;
    }
}

/// <summary>Any number of chain codes.</summary>
internal sealed class ChainsArgument : Argument<string[]>
{
    public ChainsArgument()
        : base("chain")
    {
        Description = "The codes of chains, upper case, with blanks between them; all chains is the default.";
        Arity = ArgumentArity.ZeroOrMore;
    }

    /// <summary>The chains that are named, each once; all where none is.</summary>
    /// <exception cref="KmsException">There is no such chain (<see cref="KmsError.Usage"/>).</exception>
    public IReadOnlyList<IChain> Read(ParseResult arguments, ChainRegistry chains) =>
        arguments.GetValue(this) is { Length: > 0 } codes ? [.. codes.Select(code => ChainCodes.Read(code, chains)).Distinct()] : chains.All;
}
