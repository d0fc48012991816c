using TatumKms.Core;
using TatumKms.Daemon.Journal;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class JournalStepsTests
{
    [Fact]
    public void A_transaction_goes_forward_only() => Assert.Equal(
        new HashSet<(JournalState, JournalState)>
        {
            (JournalState.Signed, JournalState.Accepted), (JournalState.Signed, JournalState.Completed), (JournalState.Signed, JournalState.Rejected),
            (JournalState.Signed, JournalState.OnChain), (JournalState.Signed, JournalState.Expired),
            (JournalState.OnChain, JournalState.Accepted), (JournalState.OnChain, JournalState.Completed),
            (JournalState.Accepted, JournalState.Completed),
        },
        Pairs(JournalSteps.May));

    [Fact]
    public void What_is_known_already_is_behind() => Assert.Equal(
        Pairs((known, step) => known == step).Concat(
        [
            (JournalState.Completed, JournalState.Accepted), (JournalState.Completed, JournalState.OnChain), (JournalState.Accepted, JournalState.OnChain),
        ]).ToHashSet(),
        Pairs(JournalSteps.IsBehind));

    private static HashSet<(JournalState, JournalState)> Pairs(Func<JournalState, JournalState, bool> holds) =>
        [.. Enum.GetValues<JournalState>().SelectMany(from => Enum.GetValues<JournalState>().Where(to => holds(from, to)).Select(to => (from, to)))];
}
