using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>What one round came to.</summary>
/// <param name="Outcomes">How it ended for each pending transaction, chain by chain in the order of the options.</param>
/// <param name="ChainErrors">What kept whole chains, or parts of their lists, from being looked at.</param>
public sealed record RoundReport(IReadOnlyList<SigningOutcome> Outcomes, IReadOnlyList<ChainError> ChainErrors);

/// <summary>A failure that concerns a chain and not one of its transactions.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Message">A sentence without secrets.</param>
public sealed record ChainError(ChainId Chain, string Message)
{
    /// <summary>Whether the API or the way to it failed, so that asking again at once would not help.</summary>
    internal bool IsOutage { get; init; }

    /// <summary>When the API wants to be asked again.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
