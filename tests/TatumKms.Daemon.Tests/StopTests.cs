using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>Nothing that hangs keeps the daemon from ending, and what is signed is not lost over it.</summary>
public sealed class StopTests
{
    private const string PendingPath = "/v3/kms/pending";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_delivery_that_hangs_gets_8_seconds_and_is_left_to_the_next_daemon()
    {
        await using var harness = await StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Delay(Harness.BroadcastPath, Timeout.InfiniteTimeSpan));
        var service = await PollAsync(harness);
        await Eventually.IsTrueAsync(() => harness.RequestsTo(Harness.BroadcastPath).Count == 1);

        var stop = service.StopAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => _time.Waits.Contains(TimeSpan.FromSeconds(8)));
        _time.Advance(TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
        var endedEarly = stop.IsCompleted;
        _time.Advance(TimeSpan.FromTicks(1));
        await stop;

        Assert.False(endedEarly);
        Assert.Contains("took too long", Assert.Single(harness.Logs.Of(135)), StringComparison.Ordinal);
        Assert.Single(harness.Logs.Of(101));
        Assert.Equal(JournalState.Signed, harness.Services.GetRequiredService<ISigningJournal>().Find(Harness.PendingId)!.State);
    }

    [Fact]
    public async Task The_next_daemon_finishes_what_was_left()
    {
        await using var harness = await StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Delay(Harness.BroadcastPath, Timeout.InfiniteTimeSpan));
        using var stop = new CancellationTokenSource();
        var round = harness.RunUntilAsync(stop.Token);
        await Eventually.IsTrueAsync(() => harness.RequestsTo(Harness.BroadcastPath).Count == 1);
        await stop.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(8));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round);
        harness.Restart();

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(1, harness.Chain.Signatures);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath).Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_question_that_hangs_ends_at_once()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Delay(PendingPath, Timeout.InfiniteTimeSpan));
        var service = await PollAsync(harness);
        await Eventually.IsTrueAsync(() => harness.RequestsTo(PendingPath).Count == 1);

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Single(harness.Logs.Of(101));
        Assert.Empty(harness.Logs.Of(102));
    }

    [Fact]
    public async Task Nothing_that_was_signed_before_is_taken_up_once_a_stop_was_asked_for()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 500, "") { Times = 3 });
        for (var i = 0; i < 3; i++)
        {
            harness.AddPending($"pay {i}", $"id{i}");
        }

        await harness.RunAsync();
        harness.State.AddFault(new SandboxFault.Delay(Harness.BroadcastPath, Timeout.InfiniteTimeSpan) { Times = int.MaxValue });
        var service = await PollAsync(harness);
        await Eventually.IsTrueAsync(() => harness.RequestsTo(Harness.BroadcastPath).Count == 4);
        var stop = service.StopAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(8));
        await stop;

        Assert.Equal(4, harness.RequestsTo(Harness.BroadcastPath).Count);
    }

    [Fact]
    public async Task Nothing_is_signed_any_more_that_was_prepared_when_a_stop_was_asked_for()
    {
        await using var harness = await StartAsync();
        harness.AddPending("pay 1", "a");
        using var stop = new CancellationTokenSource();
        harness.Chain.OnPrepare = (_, _, _) => stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.RunUntilAsync(stop.Token));

        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task What_ended_before_the_stop_is_told_in_the_log()
    {
        await using var harness = await StartAsync();
        harness.AddPending("pay 1", "a");
        harness.AddPending("pay 2", "b");
        using var stop = new CancellationTokenSource();
        harness.Chain.OnSign = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.RunUntilAsync(stop.Token));

        Assert.Contains("Transaction a is completed", Assert.Single(harness.Logs.Of(130)), StringComparison.Ordinal);
    }

    private static async Task<IHostedService> PollAsync(Harness harness)
    {
        var service = harness.Services.GetServices<IHostedService>().OfType<PollingService>().Single();
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    private async Task<Harness> StartAsync()
    {
        var harness = await Harness.StartAsync();
        harness.Time = _time;
        return harness;
    }
}
