using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Bnb;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Bnb.BnbBuilder;

namespace TatumKms.Chains.Tests.Bnb;

public sealed class BnbTransferTests
{
    public static TheoryData<string> Ids =>
        [.. VectorFile.Load("vectors", "sign", "BNB.json").EnumerateArray().Where(v => v.GetProperty("expected").TryGetProperty("signed", out _)).Select(v => v.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_is_hashed_is_what_the_original_hashes(string id)
    {
        var vector = VectorFile.Find("sign", id);
        var (prepared, _) = await SignAsync(vector, _ => { });
        var transaction = Assert.IsType<PreparedBnbTransaction>(prepared);

        Assert.Equal(vector.GetProperty("info").GetProperty("signingBytes").GetString(), Encoding.UTF8.GetString(BnbSigningBytes.Of(transaction.Transfer, transaction.Account)));
    }

    [Fact]
    public void A_transaction_of_the_chains_own_SDK_is_encoded_as_there()
    {
        var fixture = VectorFile.Load("standards", "bnb-javascript-sdk-transfer.json");
        var message = fixture.GetProperty("stdTx").GetProperty("msg")[0];
        var signature = fixture.GetProperty("stdTx").GetProperty("signatures")[0];
        var transfer = new BnbTransfer(Parties(message.GetProperty("inputs")), Parties(message.GetProperty("outputs")), fixture.GetProperty("stdTx").GetProperty("memo").GetString()!);
        var account = new BnbAccount("Binance-Chain-Ganges", signature.GetProperty("account_number").GetInt64(), signature.GetProperty("sequence").GetInt64());

        var bytes = BnbTransactionWriter.Write(transfer, account, Bytes(signature.GetProperty("pub_key")).AsSpan(5), Bytes(signature.GetProperty("signature")), source: 1);

        Assert.Equal(fixture.GetProperty("stdTxBytes").GetString(), Convert.ToHexStringLower(bytes));
        Assert.Equal(fixture.GetProperty("params").GetProperty("address").GetString(), transfer.Inputs[0].Address);
        Assert.Equal(fixture.GetProperty("params").GetProperty("to").GetString(), transfer.Outputs[0].Address);
    }

    [Fact]
    public async Task The_description_says_who_pays_whom_and_that_the_chain_is_gone()
    {
        var (prepared, _) = await SignAsync(Vector("multi-send"), _ => { });

        Assert.Equal(["5876.83987666 BNB", "0.00000007 BUSD-BD1"], prepared.Description.Sources.Select(source => source.Amount.ToString()));
        Assert.Equal(["5876.83987661 BNB", "0.00000005 BNB", "0.00000007 BUSD-BD1"], prepared.Description.Payments.Select(payment => payment.Amount.ToString()));
        Assert.All(prepared.Description.Sources, source => Assert.True(source.IsOwn));
        Assert.All(prepared.Description.Payments, payment => Assert.False(payment.IsOwn));
        Assert.Contains(prepared.Description.Notes, note => note.StartsWith("BNB Beacon Chain was shut down in 2024", StringComparison.Ordinal));
        Assert.Contains("Memo: \"multi\"", prepared.Description.Notes);
    }

    [Fact]
    public async Task The_id_is_the_hash_of_the_bytes_in_upper_case()
    {
        var (_, signed) = await SignAsync(Vector("transfer"), _ => { });

        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(signed.Payload))), signed.TransactionId);
    }

    [Fact]
    public async Task Two_transfers_of_a_round_get_sequences_that_follow_each_other()
    {
        var vector = Vector("transfer");
        var pending = Pending.Read(vector.GetProperty("pending"));
        var node = new VectorNode(vector);
        using var entry = VectorSigner.Entry(vector.GetProperty("wallets").EnumerateObject().Single().Value);
        using var key = Chain.DerivePrivateKey(entry, 0);
        var publicKey = Chain.GetPublicKey(Network.Mainnet, key);

        var first = await Chain.PrepareAsync(pending, Network.Mainnet, [publicKey], node, TestContext.Current.CancellationToken);
        node.Use(first.Sequence!);
        var second = await Chain.PrepareAsync(pending, Network.Mainnet, [publicKey], node, TestContext.Current.CancellationToken);

        Assert.Equal(new AccountSequence(entry.Address!, first.Sequence!.Number + 1), second.Sequence);
    }

    [Theory]
    [InlineData("{\"node_info\":{\"network\":\"Binance-Chain-Nile\"}}")]
    [InlineData("{\"node_info\":{}}")]
    [InlineData("{\"node_info\":[]}")]
    [InlineData("[]")]
    public async Task A_node_of_another_chain_is_of_no_use(string answer)
    {
        var vector = With(Vector("transfer"), "network", JsonNode.Parse($$"""[{"method":"GET","url":"https://dex-european.binance.org/api/v1/node-info","response":{{answer}}}]""")!);

        await Assert.ThrowsAsync<NodeException>(() => SignAsync(vector, _ => { }));
    }

    [Theory]
    [InlineData(403, "{\"errorCode\":\"subscription.invalid\"}")]
    [InlineData(500, "{}")]
    [InlineData(200, "{\"account_number\":\"1\",\"sequence\":1}")]
    [InlineData(200, "{\"account_number\":1}")]
    [InlineData(200, "[]")]
    public async Task An_account_that_could_not_be_asked_for_is_asked_for_later(int status, string answer)
    {
        var network = JsonNode.Parse(Vector("transfer").GetProperty("network").GetRawText())!;
        network[1]!["status"] = status;
        network[1]!["response"] = JsonNode.Parse(answer);

        await Assert.ThrowsAsync<NodeException>(() => SignAsync(With(Vector("transfer"), "network", network), _ => { }));
    }

    private static BnbParty[] Parties(JsonElement parties) => [.. parties.EnumerateArray().Select(party => Party(Bytes(party.GetProperty("address")), party.GetProperty("coins")))];

    private static BnbParty Party(byte[] address, JsonElement coins) => new(
        BnbAddress.Format(Network.Testnet, address),
        address,
        [.. coins.EnumerateArray().Select(coin => new BnbCoin(coin.GetProperty("denom").GetString()!, coin.GetProperty("amount").GetInt64()))]);

    private static byte[] Bytes(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetByte())];
}
