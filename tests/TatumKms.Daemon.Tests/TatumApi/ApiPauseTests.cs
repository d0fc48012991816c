using System.Globalization;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.TatumApi;

/// <summary>A 429 that names a time is heeded by all chains and in all rounds.</summary>
public sealed class ApiPauseTests
{
    private const string PendingPath = "/v3/kms/pending";

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("300", 300)]
    [InlineData("86400", 3600)]
    [InlineData("Thu, 01 Jan 2026 00:05:00 GMT", 300)]
    [InlineData("Fri, 02 Jan 2026 00:00:00 GMT", 3600)]
    public async Task A_long_pause_lasts_over_rounds_and_an_hour_at_most(string retryAfter, int seconds)
    {
        await using var harness = await StartAsync();
        Fail(harness, retryAfter);
        var first = await harness.RunAsync();
        var second = await harness.RunAsync();
        var before = harness.RequestsTo(PendingPath).Count;

        _time.Advance(TimeSpan.FromSeconds(seconds));
        var third = await harness.RunAsync();

        Assert.Equal("The API answered 429.", Assert.Single(first.ChainErrors).Message);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"The API has asked for a pause; it is asked again in {seconds} seconds."),
            Assert.Single(second.ChainErrors).Message);
        Assert.Equal(1, before);
        Assert.Empty(third.ChainErrors);
    }

    [Fact]
    public async Task The_pause_holds_for_the_other_chains_too()
    {
        await using var harness = await StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.Options = harness.Options with { Chains = [harness.Chain.Id, ChainId.Parse("LTC")] };
        Fail(harness, "300");
        await harness.RunAsync();

        harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        await harness.RunAsync();

        Assert.Empty(harness.RequestsTo(PendingPath + "/LTC"));
    }

    [Fact]
    public async Task A_503_that_names_a_time_speaks_for_its_chain_only()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 503, "")
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "300" },
        });

        await harness.RunAsync();

        Assert.Empty((await harness.RunAsync()).ChainErrors);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_time_that_is_none_is_no_pause(string retryAfter)
    {
        await using var harness = await StartAsync();
        harness.Timings = harness.Timings with { RetryPause = TimeSpan.Zero };
        Fail(harness, retryAfter);

        Assert.Empty((await harness.RunAsync()).ChainErrors);
    }

    [Fact]
    public async Task What_is_signed_is_delivered_in_the_pause()
    {
        await using var harness = await StartAsync();
        harness.AddPending();
        harness.Chain.OnPrepare = async (_, node, token) =>
        {
            Fail(harness, "300", "/v3/fee");
            await Assert.ThrowsAsync<NodeException>(() => node.GetAsync(new NodeAddress.Api("/v3/fee"), token));
        };

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    private static void Fail(Harness harness, string retryAfter, string path = PendingPath) =>
        harness.State.AddFault(new SandboxFault.Answer(path, 429, "") { Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter } });

    private async Task<Harness> StartAsync()
    {
        var harness = await Harness.StartAsync();
        harness.Time = _time;
        return harness;
    }
}
