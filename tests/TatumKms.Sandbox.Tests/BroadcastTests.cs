using System.Net;
using System.Text.Json;

namespace TatumKms.Sandbox.Tests;

public sealed class BroadcastTests
{
    [Theory]
    [InlineData("bitcoin", "BTC")]
    [InlineData("litecoin", "LTC")]
    [InlineData("dogecoin", "DOGE")]
    [InlineData("bcash", "BCH")]
    [InlineData("ethereum", "ETH")]
    [InlineData("bsc", "BSC")]
    [InlineData("polygon", "MATIC")]
    [InlineData("klaytn", "KLAY")]
    [InlineData("celo", "CELO")]
    [InlineData("xdc", "XDC")]
    [InlineData("one", "ONE")]
    [InlineData("kcs", "KCS")]
    [InlineData("vet", "VET")]
    [InlineData("tron", "TRON")]
    [InlineData("xrp", "XRP")]
    [InlineData("xlm", "XLM")]
    [InlineData("solana", "SOL")]
    [InlineData("bnb", "BNB")]
    [InlineData("flow", "FLOW")]
    [InlineData("egld", "EGLD")]
    [InlineData("ada", "ADA")]
    [InlineData("algorand", "ALGO")]
    public async Task Broadcast_OfEveryChain_IsTaken(string name, string code)
    {
        await using var client = await Client.StartAsync();

        var (status, _) = await client.PostAsync($"/v3/{name}/broadcast", """{"txData":"00"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([new SandboxBroadcast($"/v3/{name}/broadcast", code, "00", null, null)], client.State.Broadcasts);
    }

    [Fact]
    public async Task Broadcast_WithASignatureId_CompletesThePending()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);

        var (_, body) = await client.PostAsync("/v3/bitcoin/broadcast", $$"""{"txData":"00","signatureId":"{{Client.Id}}"}""");

        // SHA-256 of the text "00".
        const string expected = "f1534392279bddbf9d43dde8701cb5be14b82f76ec6607bf8d6ad557f60f304e";
        Assert.Equal($$"""{"txId":"{{expected}}","completed":true}""", body);
        Assert.Equal([new SandboxCompletion(Client.Id, expected)], client.State.Completions);
        Assert.Empty(client.State.PendingIds);
    }

    [Fact]
    public async Task Broadcast_TwiceOfTheSame_IsKnownAlready()
    {
        await using var client = await Client.StartAsync();
        await client.PostAsync("/v3/bitcoin/broadcast", """{"txData":"00"}""");

        var (status, body) = await client.PostAsync("/v3/bitcoin/broadcast", """{"txData":"00"}""");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("""{"statusCode":403,"errorCode":"bitcoin.broadcast.failed","message":"txn-already-known"}""", body);
    }

    [Fact]
    public async Task Broadcast_AsksTheBroadcasterForTheTransactionsId()
    {
        await using var client = await Client.StartAsync(new SandboxOptions
        {
            Broadcaster = (broadcast, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted("id of " + broadcast.TxData)),
        });

        var (_, body) = await client.PostAsync("/v3/bitcoin/broadcast", """{"txData":"00"}""");

        Assert.Equal("id of 00", JsonDocument.Parse(body).RootElement.GetProperty("txId").GetString());
    }

    [Fact]
    public async Task Broadcast_WhenTheBroadcasterRefuses_Is403AndCompletesNothing()
    {
        await using var client = await Client.StartAsync(new SandboxOptions
        {
            Broadcaster = (_, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Refused("dust")),
        });
        client.State.AddPending(Client.PendingJson);

        var (status, body) = await client.PostAsync("/v3/bitcoin/broadcast", $$"""{"txData":"00","signatureId":"{{Client.Id}}"}""");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("dust", JsonDocument.Parse(body).RootElement.GetProperty("message").GetString());
        Assert.Equal([Client.Id], client.State.PendingIds);
    }

    [Theory]
    [InlineData("/v3/bitcoin/broadcast", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/v3/bitcoin/broadcast", """{"txData":7}""", HttpStatusCode.BadRequest)]
    [InlineData("/v3/bitcoin/broadcast", "", HttpStatusCode.BadRequest)]
    [InlineData("/v3/dash/broadcast", """{"txData":"00"}""", HttpStatusCode.NotFound)]
    [InlineData("/v3/offchain/withdrawal/broadcast", """{"txData":"00","currency":"BTC"}""", HttpStatusCode.BadRequest)]
    [InlineData("/v3/offchain/withdrawal/broadcast", """{"txData":"00","withdrawalId":"1"}""", HttpStatusCode.BadRequest)]
    public async Task Broadcast_WhenMalformed_IsRefused(string path, string body, HttpStatusCode expected)
    {
        await using var client = await Client.StartAsync();

        var (status, _) = await client.PostAsync(path, body);

        Assert.Equal(expected, status);
        Assert.Empty(client.State.Broadcasts);
    }

    [Fact]
    public async Task WithdrawalBroadcast_NamesChainAndWithdrawal()
    {
        await using var client = await Client.StartAsync();

        await client.PostAsync("/v3/offchain/withdrawal/broadcast", """{"currency":"LTC","txData":"00","withdrawalId":"w"}""");

        Assert.Equal([new SandboxBroadcast("/v3/offchain/withdrawal/broadcast", "LTC", "00", null, "w")], client.State.Broadcasts);
    }

    [Fact]
    public async Task Transaction_IsFoundOnceItWasBroadcast()
    {
        await using var client = await Client.StartAsync(new SandboxOptions
        {
            Broadcaster = (_, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted("abcd")),
        });

        var before = await client.GetAsync("/v3/bitcoin/transaction/abcd");
        await client.PostAsync("/v3/bitcoin/broadcast", """{"txData":"00"}""");
        var after = await client.GetAsync("/v3/bitcoin/transaction/abcd");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (before.Status, after.Status));
        Assert.Equal("""{"hash":"abcd"}""", after.Body);
    }
}
