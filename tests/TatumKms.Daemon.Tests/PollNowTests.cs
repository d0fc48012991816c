using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

public sealed class PollNowTests
{
    [Fact]
    public async Task A_round_that_is_wanted_begins_before_the_period_is_over()
    {
        await using var harness = await Harness.StartAsync();
        harness.Time = new ManualTimeProvider();
        var service = harness.Services.GetServices<IHostedService>().OfType<PollingService>().Single();
        await service.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => harness.Store.Opened == 1);

        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();

        await Eventually.IsTrueAsync(() => harness.Store.Opened == 2);
        await service.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Keys_that_are_stored_meanwhile_are_served_by_a_round_that_is_wanted()
    {
        var eth = new FakeChain("ETH", "/v3/ethereum/broadcast");
        await using var harness = await Harness.StartAsync();
        harness.Time = new ManualTimeProvider();
        harness.MoreChains.Add(eth);
        harness.Options = harness.Options with { Chains = [harness.Chain.Id, eth.Id] };
        var service = harness.Services.GetServices<IHostedService>().OfType<PollingService>().Single();
        await service.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => harness.RequestsTo("/v3/kms/pending/BTC").Count == 1);

        harness.Store.AddPrivateKey(eth.Id, Core.Network.Testnet, "another key");
        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();

        await Eventually.IsTrueAsync(() => harness.RequestsTo("/v3/kms/pending/ETH").Count == 1);
        await service.StopAsync(TestContext.Current.CancellationToken);
    }
}
