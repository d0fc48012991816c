using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>
/// Which step may follow which. What the API or the chain has taken never becomes refused or expired: that would free what it
/// has used up for a second signature.
/// </summary>
internal static class JournalSteps
{
    public static bool May(JournalState from, JournalState to) => from switch
    {
        JournalState.Signed => to != JournalState.Signed,
        JournalState.OnChain => to is JournalState.Accepted or JournalState.Completed,
        JournalState.Accepted => to == JournalState.Completed,
        _ => false,
    };

    /// <summary>Whether a step says less than what is known, so that there is nothing to write down.</summary>
    public static bool IsBehind(JournalState known, JournalState step) =>
        known == step
        || (known == JournalState.Completed && step is (JournalState.Accepted or JournalState.OnChain))
        || (known == JournalState.Accepted && step == JournalState.OnChain);
}
