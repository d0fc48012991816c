using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>When the wallet file is decrypted, and what is asked for in between.</summary>
public sealed class WalletIndexTests
{
    private const string PendingPath = "/v3/kms/pending/BTC";

    [Fact]
    public async Task A_file_that_has_not_changed_is_not_decrypted_again_while_nothing_waits()
    {
        await using var harness = await StartAsync();

        await harness.RunAsync();
        await harness.RunAsync();
        await harness.RunAsync();

        Assert.Equal(1, harness.Store.Opened);
        Assert.Equal(0, harness.Store.OpenSnapshots);
        Assert.Equal(3, harness.RequestsTo(PendingPath).Count);
        Assert.Single(harness.RequestsTo(PendingPath).Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task It_is_decrypted_when_a_transaction_waits_once_for_all_chains()
    {
        await using var harness = await StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC", "/v3/litecoin/broadcast"));
        var litecoin = harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.Options = harness.Options with { Chains = [harness.Chain.Id, ChainId.Parse("LTC")] };
        await harness.RunAsync();
        harness.AddPending();
        harness.State.AddPending($$"""{"id":"l","chain":"LTC","hashes":["{{litecoin}}"],"serializedTransaction":"pay"}""");

        var report = await harness.RunAsync();

        Assert.Equal(2, report.Outcomes.OfType<SigningOutcome.Completed>().Count());
        Assert.Equal(2, harness.Store.Opened);
        Assert.Equal(0, harness.Store.OpenSnapshots);
    }

    [Fact]
    public async Task Wallets_of_a_file_that_has_changed_are_asked_for()
    {
        await using var harness = await StartAsync();
        await harness.RunAsync();
        var added = harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "another");
        harness.Store.Stamp = "2";

        await harness.RunAsync();

        Assert.Equal(2, harness.Store.Opened);
        Assert.Contains(added.ToString(), harness.RequestsTo(PendingPath)[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_which_nobody_can_tell_whether_it_has_changed_is_decrypted_each_round()
    {
        await using var harness = await StartAsync();
        harness.Store.Stamp = null;

        await harness.RunAsync();
        await harness.RunAsync();

        Assert.Equal(2, harness.Store.Opened);
    }

    [Fact]
    public async Task After_five_minutes_it_is_read_all_the_same()
    {
        var time = new ManualTimeProvider();
        await using var harness = await StartAsync();
        harness.Time = time;
        await harness.RunAsync();
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await harness.RunAsync();
        var before = harness.Store.Opened;
        time.Advance(TimeSpan.FromTicks(1));

        await harness.RunAsync();

        Assert.Equal((1, 2), (before, harness.Store.Opened));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_when_a_transaction_waits_is_an_error_of_the_round()
    {
        await using var harness = await StartAsync();
        await harness.RunAsync();
        harness.AddPending();
        harness.Store.Failure = new KmsException(KmsError.InputOutput, "The disk is gone.");

        var failed = await harness.RunAsync();
        harness.Store.Failure = null;
        var next = await harness.RunAsync();

        Assert.Equal("The disk is gone.", Assert.Single(failed.ChainErrors).Message);
        Assert.Empty(failed.Outcomes);
        Assert.Single(next.Outcomes.OfType<SigningOutcome.Completed>());
    }

    private static async Task<Harness> StartAsync()
    {
        var harness = await Harness.StartAsync();
        harness.Store.Stamp = "1";
        return harness;
    }
}
