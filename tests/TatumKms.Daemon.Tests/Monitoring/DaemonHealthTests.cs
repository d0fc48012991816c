using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Monitoring;

public sealed class DaemonHealthTests
{
    private const string PendingPath = "/v3/kms/pending";

    [Fact]
    public async Task Before_the_first_round_it_is_live_and_not_ready()
    {
        await using var harness = await Harness.StartAsync();
        var health = harness.Services.GetRequiredService<DaemonHealth>();

        Assert.True(health.IsLive);
        Assert.False(health.HasStarted);
        Assert.Equal(["The wallet file has not been opened yet."], health.WhyNotReady());
    }

    [Fact]
    public async Task After_a_round_that_went_well_it_is_ready()
    {
        await using var harness = await Harness.StartAsync();
        await harness.RunAsync();
        var health = harness.Services.GetRequiredService<DaemonHealth>();

        Assert.True(health.HasStarted);
        Assert.Empty(health.WhyNotReady());
        Assert.Equal("1 chains with keys, 0 pending.", health.Describe());
    }

    [Fact]
    public async Task When_the_wallet_file_cannot_be_opened_it_is_not_ready()
    {
        await using var harness = await Harness.StartAsync();
        await harness.RunAsync();
        harness.Store.Failure = new KmsException(KmsError.InputOutput, "The disk is gone.");
        await Assert.ThrowsAsync<KmsException>(harness.RunAsync);

        Assert.Contains("The wallet file could not be opened.", harness.Services.GetRequiredService<DaemonHealth>().WhyNotReady());
        Assert.Contains("tatumkms_store_errors_total{kind=\"InputOutput\"} 1\n", Metrics(harness), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_api_fails_it_is_not_ready_until_the_api_answers()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 400, ""));
        var health = harness.Services.GetRequiredService<DaemonHealth>();

        await harness.RunAsync();
        var during = health.WhyNotReady();
        await harness.RunAsync();

        Assert.Equal(["The API has not answered in the last rounds."], during);
        Assert.Empty(health.WhyNotReady());
    }

    [Fact]
    public async Task When_the_journal_cannot_be_written_it_is_not_ready()
    {
        await using var harness = await Harness.StartAsync();
        await harness.RunAsync();
        var health = new DaemonHealth(
            harness.Services.GetRequiredService<DaemonMonitor>(),
            harness.Options,
            new FullDisk(),
            harness.Services.GetRequiredService<CurrentPolicy>(),
            harness.Services.GetRequiredService<FreezeSwitch>(),
            harness.Time);

        Assert.Equal(["The signing journal cannot be written."], health.WhyNotReady());
        Assert.Contains("tatumkms_audit_write_failures_total 3\n", health.ToMetrics(), StringComparison.Ordinal);
        Assert.Contains("tatumkms_audit_head_seq 7\n", health.ToMetrics(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_last_answer_is_too_long_ago_it_is_not_ready()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        await harness.RunAsync();

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(["The API has not answered in the last rounds."], harness.Services.GetRequiredService<DaemonHealth>().WhyNotReady());
    }

    [Fact]
    public async Task A_chain_that_fails_is_told_without_what_could_be_an_id()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 400, $$"""{"message":"no {{Harness.PendingId}} here"}"""));
        await harness.RunAsync();

        using var json = JsonDocument.Parse(harness.Services.GetRequiredService<DaemonHealth>().ToJson());
        var chain = json.RootElement.GetProperty("chains").GetProperty("BTC");

        Assert.Equal("The API answered 400: {\"message\":\"no … here\"}", chain.GetProperty("lastError").GetString());
        Assert.Equal(1, chain.GetProperty("keys").GetInt32());
        Assert.Equal(JsonValueKind.Null, chain.GetProperty("lastSuccess").ValueKind);
    }

    [Fact]
    public async Task What_was_signed_and_delivered_is_counted()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        await harness.RunAsync();

        var metrics = Metrics(harness);

        Assert.Contains("tatumkms_signing_total{chain=\"BTC\",result=\"signed\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_broadcast_total{chain=\"BTC\",result=\"completed\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_approval_total{result=\"approved\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_poll_total{chain=\"BTC\",result=\"ok\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_keys_loaded{chain=\"BTC\",network=\"testnet\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_api_http_total{code=\"200\"} ", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_up 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("tatumkms_pending{", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_pending_is_counted_by_its_end_and_its_age()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        harness.AddPending("malformed");
        await harness.RunAsync();
        time.Advance(TimeSpan.FromSeconds(90));

        var metrics = Metrics(harness);

        Assert.Contains("tatumkms_pending{chain=\"BTC\",state=\"refused\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tatumkms_pending_oldest_seconds{chain=\"BTC\"} 90\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_that_changed_after_it_was_signed_is_counted_as_prevented_harm()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.NotCompleted(Harness.BroadcastPath));
        harness.AddPending();
        await harness.RunAsync();
        harness.AddPending("pay 2");
        await harness.RunAsync();

        Assert.Contains("tatumkms_signing_prevented_total{reason=\"tampering\"} 1\n", Metrics(harness), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_that_stands_still_is_not_live()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        await harness.RunAsync();
        var health = harness.Services.GetRequiredService<DaemonHealth>();

        time.Advance(TimeSpan.FromHours(1));

        Assert.False(health.IsLive);
        Assert.Equal("A loop has stopped.", health.Describe());
        Assert.Contains("tatumkms_up 0\n", health.ToMetrics(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_ids_nor_keys_are_told()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: false));
        harness.AddPending();
        await harness.RunAsync();

        var all = Metrics(harness) + Encoding.UTF8.GetString(harness.Services.GetRequiredService<DaemonHealth>().ToJson());

        Assert.Contains("tatumkms_unknown_state 1\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Harness.PendingId, all, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.WalletId.ToString(), all, StringComparison.Ordinal);
        Assert.DoesNotContain(Harness.ApiKey, all, StringComparison.Ordinal);
    }

    private static string Metrics(Harness harness) => harness.Services.GetRequiredService<DaemonHealth>().ToMetrics();

    private sealed class FullDisk : IJournalHealth
    {
        public JournalHealth Health { get; } = new(IsWritable: false, LastSeq: 7, WriteFailures: 3);
    }
}
