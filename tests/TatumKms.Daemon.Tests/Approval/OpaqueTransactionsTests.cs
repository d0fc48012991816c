using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Approval;

public sealed class OpaqueTransactionsTests
{
    private const string Why = "The script is not known.";

    [Fact]
    public async Task On_mainnet_an_opaque_transaction_is_refused_unasked_with_what_is_unread_and_the_option_that_allows_it()
    {
        await using var harness = await StartAsync(Network.Mainnet, Why);

        var reason = Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync()).Reason;

        Assert.Contains(Why, reason, StringComparison.Ordinal);
        Assert.Contains("--allow-opaque", reason, StringComparison.Ordinal);
        Assert.Empty(harness.State.Approvals);
        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task On_mainnet_an_opaque_transaction_is_asked_about_where_the_owner_allows_it()
    {
        await using var harness = await StartAsync(Network.Mainnet, Why);
        harness.Options = harness.Options with { AllowOpaque = true };

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Single(harness.State.Approvals);
    }

    [Theory]
    [InlineData(Network.Mainnet, null)]
    [InlineData(Network.Testnet, Why)]
    public async Task Elsewhere_it_makes_no_difference(Network network, string? whyOpaque)
    {
        await using var harness = await StartAsync(network, whyOpaque);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    private static async Task<Harness> StartAsync(Network network, string? whyOpaque)
    {
        var harness = await Harness.StartAsync(chain: new FakeChain { WhyOpaque = whyOpaque });
        harness.Options = harness.Options with { Network = network, ExternalUrl = harness.Sandbox.ApprovalUrl };
        var wallet = harness.Store.AddPrivateKey(harness.Chain.Id, network, "another key");
        harness.State.AddPending($$"""{"id":"{{Harness.PendingId}}","chain":"BTC","hashes":["{{wallet}}"],"serializedTransaction":"pay"}""");
        return harness;
    }
}
