namespace TatumKms.Daemon;

/// <summary>Makes rounds begin before their time.</summary>
public interface IRoundTrigger
{
    /// <summary>
    /// Wakes the loops of all chains, those too that wait after a failure: each begins a round at once, with the wallet file as it is
    /// now. A chain whose round is under way does so right after it. Transactions that wait after a refusal are looked at again.
    /// </summary>
    void PollNow();
}
