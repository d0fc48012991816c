namespace TatumKms.Daemon.Policy;

/// <summary>What a policy has decided, and why.</summary>
/// <param name="Effect">What may be done.</param>
/// <param name="DecidedBy">The names of the rules and limits that decided; none where nothing matched.</param>
/// <param name="Sentence">The reason, for people; it holds nothing secret.</param>
public sealed record PolicyDecision(PolicyEffect Effect, IReadOnlyList<string> DecidedBy, string Sentence)
{
    /// <summary>What somebody should look at, a sentence each; it changes nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When the wait for a new destination is over, where that is what holds it.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>Destinations that were never seen before; whoever holds the history notes them, so that their wait begins.</summary>
    public IReadOnlyList<string> NewDestinations { get; init; } = [];
}
