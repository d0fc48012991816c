using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

public sealed class SigningCycleTests
{
    [Fact]
    public async Task A_pending_transaction_is_signed_sent_and_completed()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();

        var outcome = await harness.RunOneAsync();

        const string payload = "pay 1 signed by 1 with nonce 1";
        Assert.Equal(new SigningOutcome.Completed(Harness.PendingId, FakeChain.TransactionIdOf(payload)), outcome);
        Assert.Equal(["the private key"], harness.Chain.LastKeys);
        Assert.Equal([new SandboxCompletion(Harness.PendingId, FakeChain.TransactionIdOf(payload))], harness.State.Completions);
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task The_requests_are_those_of_the_original()
    {
        await using var harness = await Harness.StartAsync();
        var second = harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "newer");
        harness.AddPending();

        await harness.RunAsync();

        Assert.Equal(
            [
                ("POST", "/v3/kms/pending/BTC", $$"""{"signatureIds":["{{second}}","{{harness.WalletId}}"]}"""),
                ("POST", "/v3/bitcoin/broadcast", $$"""{"txData":"pay 1 signed by 1 with nonce 1","signatureId":"{{Harness.PendingId}}"}"""),
            ],
            harness.State.Requests.Select(request => (request.Method, request.Path + request.Query, request.Body)));
        Assert.All(harness.State.Requests, request =>
        {
            Assert.Equal(Harness.ApiKey, request.Headers["x-api-key"]);
            Assert.Equal("1.2.3", request.Headers["x-ttm-kms-client-version"]);
            Assert.Equal("application/json", request.Headers["Content-Type"]);
        });
    }

    [Fact]
    public async Task A_withdrawal_goes_to_its_own_endpoint()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddPending(
            $$"""{"id":"w1","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"pay","withdrawalId":"5e6645","withdrawalResponses":[]}""");

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        var request = Assert.Single(harness.RequestsTo("/v3/offchain/withdrawal/broadcast"));
        Assert.Equal("""{"currency":"BTC","signatureId":"w1","withdrawalId":"5e6645","txData":"pay signed by 1 with nonce 1"}""", request.Body);
    }

    [Fact]
    public async Task Chains_without_keys_are_not_polled()
    {
        await using var harness = await Harness.StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.MoreChains.Add(new FakeChain("DOGE"));
        harness.Store.AddPrivateKey(ChainId.Parse("DOGE"), Network.Mainnet, "of the other network");
        harness.Options = harness.Options with { Chains = [.. harness.MoreChains.Select(chain => chain.Id), harness.Chain.Id] };

        await harness.RunAsync();

        Assert.Equal(["/v3/kms/pending/BTC"], harness.State.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Each_chain_is_polled_for_its_own_wallets()
    {
        await using var harness = await Harness.StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        var litecoin = harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.Options = harness.Options with { Chains = [ChainId.Parse("LTC"), harness.Chain.Id] };

        await harness.RunAsync();

        Assert.Equal($$"""{"signatureIds":["{{litecoin}}"]}""", Assert.Single(harness.RequestsTo("/v3/kms/pending/LTC")).Body);
        Assert.Equal($$"""{"signatureIds":["{{harness.WalletId}}"]}""", Assert.Single(harness.RequestsTo("/v3/kms/pending/BTC")).Body);
    }

    [Fact]
    public async Task Only_the_wallets_asked_for_are_used()
    {
        await using var harness = await Harness.StartAsync();
        var other = harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "other");
        harness.Options = harness.Options with { Wallets = new HashSet<SignatureId> { other } };
        harness.State.AddPending(
            $$"""{"id":"both","chain":"BTC","hashes":["{{harness.WalletId}}","{{other}}"],"serializedTransaction":"pay"}""");

        await harness.RunAsync();

        Assert.Equal($$"""{"signatureIds":["{{other}}"]}""", Assert.Single(harness.RequestsTo("/v3/kms/pending")).Body);
        Assert.Equal(["other"], harness.Chain.LastKeys);
    }

    [Fact]
    public async Task Only_the_transactions_asked_for_are_signed()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending("pay 1", "a");
        harness.AddPending("pay 2", "b");
        harness.Options = harness.Options with { TransactionIds = new HashSet<string> { "b" } };

        var outcome = await harness.RunOneAsync();

        Assert.Equal("b", outcome.PendingId);
        Assert.Equal(["a"], harness.State.PendingIds);
    }

    [Fact]
    public async Task More_than_25000_ids_are_asked_for_in_pages()
    {
        await using var harness = await StartWith60000WalletsAsync();
        harness.AddPending();

        var outcome = await harness.RunOneAsync();

        var pages = harness.RequestsTo("/v3/kms/pending").Select(IdsOf).ToArray();
        Assert.Equal([25_000, 25_000, 10_001], pages.Select(page => page.Count));
        Assert.Equal(60_001, pages.SelectMany(page => page).Distinct().Count());
        Assert.IsType<SigningOutcome.Completed>(outcome);
    }

    [Fact]
    public async Task A_page_that_fails_does_not_lose_the_others()
    {
        await using var harness = await StartWith60000WalletsAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/pending", 400, ""));

        var report = await harness.RunAsync();

        Assert.Equal(3, harness.RequestsTo("/v3/kms/pending").Count);
        Assert.IsType<SigningOutcome.Completed>(Assert.Single(report.Outcomes));
        Assert.Equal("The API answered 400.", Assert.Single(report.ChainErrors).Message);
    }

    [Fact]
    public async Task A_transaction_that_is_listed_twice_is_signed_once()
    {
        await using var harness = await Harness.StartAsync();
        var pending = $$"""{"id":"a","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"pay"}""";
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/pending", 200, $"[{pending},{pending}]"));

        await harness.RunOneAsync();

        Assert.Equal(1, harness.Chain.Signatures);
        Assert.Single(harness.State.Broadcasts);
    }

    [Fact]
    public async Task An_id_that_is_listed_twice_with_different_contents_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        var pending = $$"""{"id":"a","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"pay"}""";
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/pending", 200, $"[{pending},{pending.Replace("pay", "pay more", StringComparison.Ordinal)}]"));

        Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());
        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task Transactions_of_one_chain_go_one_after_the_other()
    {
        await using var harness = await Harness.StartAsync();
        var (running, most) = (0, 0);
        harness.Chain.OnPrepare = async (_, _, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(5, token);
            Interlocked.Decrement(ref running);
        };
        for (var i = 0; i < 5; i++)
        {
            harness.AddPending($"pay {i}", $"id{i}");
        }

        var report = await harness.RunAsync();

        Assert.Equal(1, most);
        Assert.Equal(["id0", "id1", "id2", "id3", "id4"], report.Outcomes.Select(outcome => outcome.PendingId));
    }

    [Fact]
    public async Task The_store_is_opened_once_a_round_and_closed_again()
    {
        await using var harness = await Harness.StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.Options = harness.Options with { Chains = [ChainId.Parse("LTC"), harness.Chain.Id] };
        harness.AddPending();

        await harness.RunAsync();
        await harness.RunAsync();

        Assert.Equal(2, harness.Store.Opened);
        Assert.Equal(0, harness.Store.OpenSnapshots);
    }

    [Fact]
    public async Task Private_keys_are_disposed_when_the_transaction_is_signed()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();

        await harness.RunAsync();

        var key = Assert.Single(harness.Chain.LastSigningKeys);
        Assert.Throws<ObjectDisposedException>(() => key.PrivateKey.Span.Length);
    }

    [Fact]
    public async Task A_chain_that_fails_does_not_keep_another_from_signing()
    {
        await using var harness = await Harness.StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.Options = harness.Options with { Chains = [ChainId.Parse("LTC"), harness.Chain.Id] };
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/pending/LTC", 400, """{"message":"no"}"""));
        harness.AddPending();

        var report = await harness.RunAsync();

        Assert.IsType<SigningOutcome.Completed>(Assert.Single(report.Outcomes));
        Assert.Equal([new ChainError(ChainId.Parse("LTC"), """The API answered 400: {"message":"no"}""")], report.ChainErrors);
    }

    [Fact]
    public async Task A_chain_that_is_not_registered_is_a_mistake_of_the_user()
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { Chains = [ChainId.Parse("DASH")] };

        Assert.Equal(KmsError.Usage, (await Assert.ThrowsAsync<KmsException>(harness.RunAsync)).Error);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_stops_the_round()
    {
        await using var harness = await Harness.StartAsync();
        harness.Store.Failure = new KmsException(KmsError.WrongPassword, "Wrong password.");

        Assert.Equal(KmsError.WrongPassword, (await Assert.ThrowsAsync<KmsException>(harness.RunAsync)).Error);
        Assert.Empty(harness.State.Requests);
    }

    /// <summary>And one that is older than all of them, so that it is on the last page.</summary>
    private static async Task<Harness> StartWith60000WalletsAsync()
    {
        var harness = await Harness.StartAsync();
        for (var i = 0; i < 60_000; i++)
        {
            harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "key");
        }

        return harness;
    }

    private static IReadOnlyList<string> IdsOf(SandboxRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return [.. body.RootElement.GetProperty("signatureIds").EnumerateArray().Select(id => id.GetString()!)];
    }
}
