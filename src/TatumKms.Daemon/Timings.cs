namespace TatumKms.Daemon;

/// <summary>How long the daemon waits for others.</summary>
internal sealed record Timings
{
    /// <summary>For one answer of the API, its body included.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a question that may be repeated, all attempts and pauses together.</summary>
    public TimeSpan AllAttempts { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a question is repeated after its first attempt.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first repetition; it doubles, with jitter.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many failures in a row make the API one that only fails.</summary>
    public int FailuresToBreak { get; init; } = 8;

    /// <summary>How long an API that only fails is left alone at first; it doubles with each probe that fails, too.</summary>
    public TimeSpan ShortestBreak { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it is left alone at most, and how far back the failures in a row may lie.</summary>
    public TimeSpan LongestBreak { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two rounds of a chain that fails, where the period is not longer.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the second pair of eyes.</summary>
    public TimeSpan Approval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the delivery of a signed transaction.</summary>
    public TimeSpan Delivery { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>For a question before a delivery is taken up again: what became of the transaction.</summary>
    public TimeSpan LookUp { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>What a stop signal leaves to the delivery of a signed transaction; then the journal takes over.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(8);
}
