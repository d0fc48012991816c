using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

public sealed class PollingServiceTests
{
    private const string PendingPath = "/v3/kms/pending";

    [Fact]
    public async Task The_first_round_is_at_once_and_the_next_after_the_period()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        var service = await StartAsync(harness);

        await WaitForRoundsAsync(harness, 1);
        time.Advance(harness.Options.Period - TimeSpan.FromTicks(1));
        var before = harness.Store.Opened;
        time.Advance(TimeSpan.FromTicks(1));
        await WaitForRoundsAsync(harness, 2);

        Assert.Equal(1, before);
        await service.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_ends_it_cleanly()
    {
        await using var harness = await Harness.StartAsync();
        var service = await StartAsync(harness);
        await WaitForRoundsAsync(harness, 1);

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(((BackgroundService)service).ExecuteTask!.IsCompletedSuccessfully);
        Assert.Single(harness.Logs.Of(101));
    }

    [Fact]
    public async Task A_stop_waits_for_the_delivery_of_what_is_signed()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Delay(Harness.BroadcastPath, TimeSpan.FromMilliseconds(300)));
        var service = await StartAsync(harness);
        await Eventually.IsTrueAsync(() => harness.RequestsTo(Harness.BroadcastPath).Count == 1);

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Single(harness.State.Completions);
        Assert.True(((BackgroundService)service).ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_series_of_failures_is_logged_at_its_beginning_and_its_end()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        harness.Timings = harness.Timings with { Attempt = TimeSpan.FromDays(1), AllAttempts = TimeSpan.FromDays(1) };
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 400, "") { Times = 3 });
        var service = await StartAsync(harness);

        for (var rounds = 1; rounds < 5; rounds++)
        {
            await WaitForRoundsAsync(harness, rounds);
            time.Advance(harness.Options.Period);
        }

        await WaitForRoundsAsync(harness, 5);
        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["BTC is failing: The API answered 400. It is tried again; repeats are not logged."], harness.Logs.Of(102));
        Assert.Equal(["BTC works again after 3 failures."], harness.Logs.Of(103));
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_does_not_end_the_daemon()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        harness.Store.Failure = new KmsException(KmsError.InputOutput, "The disk is gone.");
        var service = await StartAsync(harness);
        await Eventually.IsTrueAsync(() => harness.Logs.Of(102).Count == 1);

        harness.Store.Failure = null;
        await Eventually.IsTrueAsync(() => time.Waits.Count == 1);
        time.Advance(harness.Options.Period);
        await Eventually.IsTrueAsync(() => harness.Logs.Of(103).Count == 1);

        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["store works again after 1 failures."], harness.Logs.Of(103));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/tx", 0)]
    [InlineData("http://approve.invalid/tx", 1)]
    [InlineData("https://approve.invalid/tx", 0)]
    public async Task An_unprotected_second_pair_of_eyes_is_warned_of(string url, int warnings)
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ExternalUrl = new Uri(url), AllowHttp = true };
        var service = await StartAsync(harness);
        await WaitForRoundsAsync(harness, 1);

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(warnings, harness.Logs.Of(104).Count);
    }

    [Fact]
    public async Task A_signed_second_pair_of_eyes_over_http_can_be_read_but_not_forged_and_the_warning_says_so()
    {
        await using var harness = await Harness.StartAsync();
        using var key = new SecretBytes(new byte[32]);
        harness.Options = harness.Options with
        {
            ExternalUrl = new Uri("http://approve.invalid/tx"),
            ExternalUrlMethod = ExternalUrlMethod.Signed,
            ApprovalKey = key,
            AllowHttp = true,
        };
        var service = await StartAsync(harness);
        await WaitForRoundsAsync(harness, 1);

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(harness.Logs.Of(104));
        Assert.Contains("can read what it is asked", Assert.Single(harness.Logs.Of(160)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_waits_longer_than_a_delivery_may_take_after_a_stop_and_ends_in_10_seconds()
    {
        await using var harness = await Harness.StartAsync();

        var host = harness.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HostOptions>>().Value;

        Assert.InRange(host.ShutdownTimeout, harness.Timings.StopGrace + TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    private static async Task<IHostedService> StartAsync(Harness harness)
    {
        var service = harness.Services.GetServices<IHostedService>().OfType<PollingService>().Single();
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Waits until so many rounds are over and the service waits for the next.</summary>
    private static Task WaitForRoundsAsync(Harness harness, int count) =>
        Eventually.IsTrueAsync(() => harness.Store.Opened == count && harness.Store.OpenSnapshots == 0
            && (harness.Time is not ManualTimeProvider time || time.Waits.Count == 1));
}
