using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.TatumApi;

/// <summary>An API that only fails is left alone, but for one question at a time.</summary>
public sealed class CircuitBreakerTests
{
    private const string PendingPath = "/v3/kms/pending";
    private const string Refusal = "The API has failed again and again; now it is asked by one request at a time, and this was not the one.";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task After_failures_in_a_row_questions_are_answered_at_once()
    {
        await using var harness = await StartAsync();
        await BreakAsync(harness);

        var error = Assert.Single((await harness.RunAsync()).ChainErrors);

        Assert.Equal(Refusal, error.Message);
        Assert.Equal(3, harness.RequestsTo(PendingPath).Count);
    }

    [Fact]
    public async Task An_API_that_is_back_is_found_by_the_first_probe()
    {
        await using var harness = await StartAsync();
        await BreakAsync(harness);
        harness.State.Clear();

        _time.Advance(harness.Timings.ShortestBreak);

        Assert.Empty((await harness.RunAsync()).ChainErrors);
        Assert.Empty((await harness.RunAsync()).ChainErrors);
    }

    [Fact]
    public async Task A_probe_that_fails_makes_the_next_one_come_later()
    {
        await using var harness = await StartAsync();
        await BreakAsync(harness);

        _time.Advance(harness.Timings.ShortestBreak);
        await harness.RunAsync();
        var afterProbe = harness.RequestsTo(PendingPath).Count;
        _time.Advance(harness.Timings.ShortestBreak);
        await harness.RunAsync();
        var tooEarly = harness.RequestsTo(PendingPath).Count;
        _time.Advance(harness.Timings.ShortestBreak);
        await harness.RunAsync();

        Assert.Equal([4, 4, 5], [afterProbe, tooEarly, harness.RequestsTo(PendingPath).Count]);
    }

    [Fact]
    public async Task One_probe_at_a_time_is_let_through()
    {
        await using var harness = await StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.Options = harness.Options with { Chains = [harness.Chain.Id, ChainId.Parse("LTC")] };
        await BreakAsync(harness);
        harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.State.Clear();
        harness.State.AddFault(new SandboxFault.Delay(PendingPath, Timeout.InfiniteTimeSpan) { Times = int.MaxValue });
        _time.Advance(harness.Timings.ShortestBreak);

        var round = harness.RunAsync();
        await Eventually.IsTrueAsync(() => harness.RequestsTo(PendingPath).Count == 1 && _time.Waits.Count == 2);
        _time.Advance(harness.Timings.Attempt);
        var report = await round;

        Assert.Equal([Refusal, Refusal], report.ChainErrors.Select(error => error.Message));
        Assert.Single(harness.RequestsTo(PendingPath));
    }

    [Fact]
    public async Task One_endpoint_out_of_order_does_not_close_the_others()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Answer("/v3/fee", 503, "") { Times = int.MaxValue });
        harness.Chain.OnPrepare = (_, node, token) => node.GetAsync(new NodeAddress.Api("/v3/fee"), token);
        for (var i = 0; i < 5; i++)
        {
            harness.AddPending($"pay {i}", $"id{i}");
        }

        var report = await harness.RunAsync();

        Assert.Equal(5, report.Outcomes.Count);
        Assert.Equal(15, harness.RequestsTo("/v3/fee").Count);
    }

    [Fact]
    public async Task A_node_elsewhere_that_fails_does_not_count()
    {
        await using var harness = await StartAsync();
        harness.Options = harness.Options with { NodeUrls = new Dictionary<ChainId, Uri> { [harness.Chain.Id] = new(harness.Sandbox.Url, "node") } };
        harness.State.AddFault(new SandboxFault.Answer("/node", 503, "") { Times = int.MaxValue });
        harness.Chain.OnPrepare = (pending, node, token) =>
        {
            Forget(harness);
            return node.GetAsync(new NodeAddress.PublicNode(pending.Chain, new Uri("https://node.invalid"), "/x"), token);
        };
        harness.AddPending();
        await harness.RunAsync();

        Assert.Empty((await harness.RunAsync()).ChainErrors);
    }

    [Fact]
    public async Task What_is_signed_is_delivered_all_the_same()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Answer("/v3/fee", 503, "") { Times = int.MaxValue });
        harness.AddPending();
        harness.Chain.OnPrepare = async (_, node, token) =>
        {
            Forget(harness);
            await Assert.ThrowsAsync<NodeException>(() => node.GetAsync(new NodeAddress.Api("/v3/fee"), token));
        };

        var outcome = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Completed>(outcome);
        Assert.Equal(Refusal, Assert.Single((await harness.RunAsync()).ChainErrors).Message);
    }

    private static async Task BreakAsync(Harness harness)
    {
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 503, "") { Times = int.MaxValue });
        Assert.Equal("The API answered 503.", Assert.Single((await harness.RunAsync()).ChainErrors).Message);
    }

    /// <summary>Lets the answers until now be so long ago that they do not count.</summary>
    private void Forget(Harness harness) => _time.Advance(harness.Timings.LongestBreak * 2);

    private async Task<Harness> StartAsync()
    {
        var harness = await Harness.StartAsync();
        harness.Time = _time;
        harness.Timings = harness.Timings with { FailuresToBreak = 3, RetryPause = TimeSpan.Zero };
        return harness;
    }
}
