using TatumKms.Core;
using TatumKms.Daemon.Approval;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Approval;

public sealed class AskedInTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_stop_is_no_answer_that_would_be_remembered()
    {
        using var stop = new CancellationTokenSource();
        var asked = AskedInTime.DecideAsync(NeverAsync, Limit, _time, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Silence_is_a_no_when_the_time_is_over()
    {
        var asked = AskedInTime.DecideAsync(NeverAsync, Limit, _time, TestContext.Current.CancellationToken);

        _time.Advance(Limit);

        Assert.Equal(ApprovalDecision.No("The second pair of eyes did not answer in time."), await asked);
    }

    private static async Task<ApprovalDecision> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return ApprovalDecision.Yes;
    }
}
