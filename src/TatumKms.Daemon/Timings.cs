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

    /// <summary>For the second pair of eyes.</summary>
    public TimeSpan Approval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the delivery of a signed transaction, which no stop signal interrupts.</summary>
    public TimeSpan Delivery { get; init; } = TimeSpan.FromSeconds(35);
}
