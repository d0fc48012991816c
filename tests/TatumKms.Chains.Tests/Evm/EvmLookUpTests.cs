using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Evm;

public sealed class EvmLookUpTests
{
    private const string Bare = $$"""{"to":"{{EvmSigner.Recipient}}","value":"1"}""";

    public static TheoryData<string> Codes => ["ETH", "BSC", "MATIC", "KLAY", "CELO", "XDC", "ONE", "KCS"];

    [Fact]
    public async Task Nothing_is_looked_up_when_nothing_is_missing()
    {
        var node = EvmSigner.Node();

        await EvmSigner.SignAsync(EvmSigner.Complete, node: node);

        Assert.Empty(node.Requests);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_missing_figure_is_looked_up_once(string code)
    {
        var node = EvmSigner.Node();

        await EvmSigner.SignAsync(Bare, code, node: node);

        Assert.NotEmpty(node.Requests);
        Assert.Equal(node.Requests.Distinct(), node.Requests);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_round_that_has_signed_for_the_account_does_not_ask_for_its_nonce(string code)
    {
        var node = EvmSigner.Node();
        node.Use(new AccountSequence(EvmSigner.Sender, 41));

        var (prepared, _) = await EvmSigner.SignAsync(Bare, code, node: node);

        Assert.Equal(new AccountSequence(EvmSigner.Sender, 42), prepared.Sequence);
        Assert.DoesNotContain(node.Requests, request => request.Contains("ount", StringComparison.Ordinal) && request.Contains("ransaction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_claim_of_a_transaction_is_its_account_and_nonce()
    {
        var (prepared, _) = await EvmSigner.SignAsync(EvmSigner.Complete);

        Assert.Equal([$"{EvmSigner.Sender}#9"], prepared.Claims);
    }

    [Fact]
    public async Task Nonce_0_is_a_nonce()
    {
        var node = EvmSigner.Node(nonce: 77);

        var (prepared, _) = await EvmSigner.SignAsync(EvmSigner.Complete.Replace("\"nonce\":9", "\"nonce\":0", StringComparison.Ordinal), node: node);

        Assert.Equal(0UL, prepared.Sequence!.Number);
        Assert.Empty(node.Requests);
    }

    [Fact]
    public async Task A_transaction_that_would_fail_is_refused_in_the_words_of_the_node() =>
        Assert.Contains("execution reverted", await EvmSigner.RefusalAsync(Bare, node: EvmSigner.Node(fails: true)), StringComparison.Ordinal);

    [Theory]
    [InlineData("11155111", true)]
    [InlineData("560048", true)]
    [InlineData("1", false)]
    [InlineData("5", false)]
    public async Task On_a_test_network_the_chain_id_of_the_node_must_be_that_of_a_test_network(string chainId, bool isTaken)
    {
        var node = EvmSigner.Node(chainId: ulong.Parse(chainId, System.Globalization.CultureInfo.InvariantCulture));

        var signing = () => EvmSigner.SignAsync(EvmSigner.Complete, network: Network.Testnet, node: node);

        if (isTaken)
        {
            var (_, signed) = await signing();
            var (transaction, _) = new EvmTransactionReader(TestChains.Secp256k1).Read(Convert.FromHexString(signed.Payload.AsSpan(2)));
            Assert.Equal(chainId, transaction.ChainId.ToString());
        }
        else
        {
            await Assert.ThrowsAsync<RefusedException>(signing);
        }
    }

    [Fact]
    public async Task An_answer_that_is_no_number_is_nobody_s_fault_but_the_node_s()
    {
        var node = new VectorNode(EvmSigner.Json("""
            { "network": [ { "method": "POST", "url": "{TATUM_API_URL}/v3/ethereum/web3/TEST_API_KEY", "body": { "method": "eth_chainId" }, "response": { "jsonrpc": "2.0", "id": 1, "result": "many" } } ] }
            """));

        await Assert.ThrowsAsync<NodeException>(() => EvmSigner.SignAsync(EvmSigner.Complete, network: Network.Testnet, node: node));
    }

    [Theory]
    [InlineData("21000000000000", 21_000, "gas price")]
    [InlineData("1000000000", 30_000_001, "gas")]
    public async Task What_is_looked_up_is_held_against_the_limits_too(string price, int gas, string what)
    {
        var node = EvmSigner.Node(gas: (ulong)gas, price: ulong.Parse(price, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains(what, await EvmSigner.RefusalAsync(Bare, node: node), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_may_change_the_limits()
    {
        var dear = EvmSigner.Complete.Replace("20000000000", "2000000000000", StringComparison.Ordinal);

        await EvmSigner.RefusalAsync(dear);
        await EvmSigner.SignAsync(dear, options: new ChainOptions { MaxGasPrice = 2000 });
        await Assert.ThrowsAsync<RefusedException>(() => EvmSigner.SignAsync(EvmSigner.Complete, options: new ChainOptions { MaxGas = 20_999 }));
    }
}
