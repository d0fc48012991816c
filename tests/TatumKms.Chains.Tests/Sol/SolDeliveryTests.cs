using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Sol;

public sealed class SolDeliveryTests
{
    private const string NotFound = "null", Succeeded = """{"slot":1,"meta":{"err":null,"fee":5000}}""";
    private const string Failed = """{"slot":1,"meta":{"err":{"InstructionError":[0,{"Custom":1}]},"fee":5000}}""";
    private const string SimulationFailed = """!{"code":-32002,"message":"Transaction simulation failed: Attempt to debit an account but found no record of a prior credit."}""";
    private const string BlockhashNotFound = """!{"code":-32002,"message":"Transaction simulation failed: Blockhash not found","data":{"err":"BlockhashNotFound"}}""";
    private const ulong LastHeight = 500;

    private readonly SwiftTime _time = new();
    private readonly SolChain _chain;

    public SolDeliveryTests() => _chain = new SolChain(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sol-transfer-0-d")]
    [InlineData("sol-api-nft-mint-pk-2-d")]
    public async Task What_the_vectors_record_ends_on_the_chain(string id)
    {
        var vector = VectorFile.Find("sign", id);
        var (_, signed) = await VectorSigner.SignAsync(_chain, vector, Cancellation);
        var node = new VectorNode(vector);

        var outcome = await _chain.SendAsync(signed, Network.Mainnet, node, Cancellation);

        Assert.Equal(new DirectOutcome.OnChain(vector.GetProperty("expected").GetProperty("txId").GetString()!), outcome);
        Assert.Equal(["sendTransaction", "getTransaction"], node.Requests.Select(request => request.Split(' ')[^1]));
        Assert.Equal(signed.Payload, Assert.Single(node.Told).GetProperty("params")[0].GetString());
    }

    [Theory]
    [InlineData("sol-error-send-rejected-d", "found no record of a prior credit")]
    [InlineData("sol-error-transaction-failed-d", """{"InstructionError":[0,"Custom"]}""")]
    public async Task What_the_vectors_record_as_a_failure_fails_with_the_real_error(string id, string words)
    {
        var vector = VectorFile.Find("sign", id);
        var (_, signed) = await VectorSigner.SignAsync(_chain, vector, Cancellation);

        var failed = Assert.IsType<DirectOutcome.Failed>(await _chain.SendAsync(signed, Network.Mainnet, new VectorNode(vector), Cancellation));

        Assert.Contains(words.StartsWith('{') ? "instruction 1 (" : words, failed.Reason, StringComparison.Ordinal);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task A_new_transaction_is_sent_at_once_and_then_looked_for_with_growing_pauses()
    {
        var node = Node().On("getTransaction", NotFound, NotFound, Succeeded);

        Assert.IsType<DirectOutcome.OnChain>(await SendAsync(await SignAsync(), node));
        Assert.Equal(["sendTransaction", "getTransaction", "getTransaction", "getTransaction"], node.Calls);
        Assert.Equal([1, 2], _time.Pauses.Select(pause => pause.TotalSeconds));
        Assert.EndsWith("""{"encoding":"base64","preflightCommitment":"confirmed"}]""", node.Parameters[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"commitment":"confirmed"}]""", node.Parameters[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_of_version_0_is_looked_for_as_such()
    {
        var node = Node().On("getTransaction", Succeeded);

        await SendAsync(await SignAsync(SolWorld.Payment().AsVersion0()), node);

        Assert.EndsWith("""{"commitment":"confirmed","maxSupportedTransactionVersion":0}]""", node.Parameters[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_chain_is_asked_before_it_is_sent_again()
    {
        var node = Node().On("getTransaction", Succeeded);
        var signed = await SignAsync();

        Assert.Equal(new DirectOutcome.OnChain(signed.TransactionId), await SendAsync(signed, node, isRestarted: true));
        Assert.Equal(["getTransaction"], node.Calls);
    }

    [Fact]
    public async Task What_was_sent_already_is_looked_for_first_the_second_time()
    {
        var signed = await SignAsync();
        await SendAsync(signed, Node().On("getTransaction", NotFound));
        var node = Node().On("getTransaction", NotFound, Succeeded);

        Assert.IsType<DirectOutcome.OnChain>(await SendAsync(signed, node));
        Assert.Equal(["getTransaction", "sendTransaction", "getTransaction"], node.Calls);
    }

    [Fact]
    public async Task A_send_without_an_answer_counts_as_sent()
    {
        var signed = await SignAsync();
        var node = Node().On("getTransaction", Succeeded);
        node.Dead = "sendTransaction";

        await Assert.ThrowsAsync<NodeException>(() => SendAsync(signed, node));
        Assert.IsType<DirectOutcome.OnChain>(await SendAsync(signed, node));
        Assert.Equal(["sendTransaction", "getTransaction"], node.Calls);
    }

    [Theory]
    [InlineData("""!{"code":-32002,"message":"Transaction simulation failed: This transaction has already been processed"}""")]
    [InlineData("""!{"code":-32002,"message":"failed","data":{"err":"AlreadyProcessed"}}""")]
    public async Task What_the_node_has_processed_already_counts_as_sent(string answer) =>
        Assert.IsType<DirectOutcome.OnChain>(await SendAsync(await SignAsync(), Node().On("sendTransaction", answer).On("getTransaction", NotFound, Succeeded)));

    [Theory]
    [InlineData(SimulationFailed)]
    [InlineData("""!{"code":-32003,"message":"Transaction signature verification failure"}""")]
    [InlineData("""!{"code":-32602,"message":"invalid transaction"}""")]
    public async Task A_new_transaction_that_the_node_refuses_has_failed(string answer)
    {
        var node = Node().On("sendTransaction", answer);

        Assert.IsType<DirectOutcome.Failed>(await SendAsync(await SignAsync(), node));
        Assert.Equal(["sendTransaction"], node.Calls);
    }

    [Theory]
    [InlineData("""!{"code":-32005,"message":"Node is behind by 42 slots"}""")]
    [InlineData("""!{"code":-32603,"message":"Internal error"}""")]
    [InlineData("""!"confused" """)]
    public async Task The_nodes_own_trouble_leaves_a_transaction_open(string answer) =>
        Assert.IsType<DirectOutcome.Open>(await SendAsync(await SignAsync(), Node().On("sendTransaction", answer).On("getTransaction", NotFound)));

    [Fact]
    public async Task A_refusal_of_what_was_sent_before_is_no_failure_as_long_as_the_earlier_one_may_land()
    {
        var signed = await SignAsync();
        await SendAsync(signed, Node().On("getTransaction", NotFound));

        var outcome = await SendAsync(signed, Node().On("sendTransaction", SimulationFailed).On("getTransaction", NotFound));

        Assert.IsType<DirectOutcome.Open>(outcome);
    }

    [Fact]
    public async Task An_error_on_the_chain_is_told_at_once()
    {
        var failed = Assert.IsType<DirectOutcome.Failed>(await SendAsync(await SignAsync(), Node().On("getTransaction", Failed)));

        Assert.Contains($"instruction 1 ({ProgramIds.System}) failed with {{\"Custom\":1}}", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task What_is_not_found_is_open_as_long_as_a_block_can_take_it()
    {
        var node = Node().On("getTransaction", NotFound).On("getBlockHeight", $"{LastHeight}");

        Assert.IsType<DirectOutcome.Open>(await SendAsync(await SignAsync(), node));
        Assert.Equal(SolDelivery.MaxLooks, node.Calls.Count(call => call == "getTransaction"));
        Assert.Equal([1, 2, 3, 4, 5], _time.Pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal("""[{"commitment":"finalized"}]""", node.Parameters[^1]);
    }

    [Fact]
    public async Task What_is_not_found_after_the_last_block_that_could_take_it_has_expired()
    {
        var node = Node().On("getTransaction", NotFound).On("getBlockHeight", $"{LastHeight + 1}");

        Assert.IsType<DirectOutcome.Expired>(await SendAsync(await SignAsync(), node));
        Assert.Equal(["getBlockHeight", "getTransaction"], node.Calls[^2..]);
    }

    [Fact]
    public async Task What_lands_in_the_last_moment_has_not_expired()
    {
        string[] answers = [.. Enumerable.Repeat(NotFound, SolDelivery.MaxLooks), Succeeded];
        var node = Node().On("getTransaction", answers).On("getBlockHeight", $"{LastHeight + 1}");

        Assert.IsType<DirectOutcome.OnChain>(await SendAsync(await SignAsync(), node));
    }

    [Theory]
    [InlineData(BlockhashNotFound, "false", true)]
    [InlineData(BlockhashNotFound, "true", false)]
    [InlineData("\"id\"", "false", false)]
    public async Task After_a_restart_it_has_expired_when_a_send_and_the_finalized_block_agree_on_it(string sent, string isValid, bool hasExpired)
    {
        var node = new SolScript().On("sendTransaction", sent).On("getTransaction", NotFound).On("isBlockhashValid", $$$"""{"context":{"slot":1},"value":{{{isValid}}}}""");

        var outcome = await SendAsync(await SignAsync(), node, isRestarted: true);

        Assert.Equal(hasExpired ? typeof(DirectOutcome.Expired) : typeof(DirectOutcome.Open), outcome.GetType());
    }

    [Fact]
    public async Task A_young_block_hash_that_a_lagging_node_does_not_know_has_not_expired()
    {
        var node = Node().On("sendTransaction", BlockhashNotFound).On("getTransaction", NotFound).On("getBlockHeight", $"{LastHeight - 149}");

        Assert.IsType<DirectOutcome.Open>(await SendAsync(await SignAsync(), node));
    }

    [Theory]
    [InlineData(false, "false", false)]
    [InlineData(true, "true", false)]
    [InlineData(true, "false", true)]
    public async Task A_durable_nonce_has_failed_when_another_transaction_has_used_it(bool isUsed, string isValid, bool hasFailed)
    {
        var node = NonceNode(isUsed ? SolWorld.Account(1) : SolWorld.Blockhash, isValid);

        var outcome = await SendAsync(await SignAsync(Nonce()), node);

        Assert.Equal(hasFailed ? typeof(DirectOutcome.Failed) : typeof(DirectOutcome.Open), outcome.GetType());
    }

    [Fact]
    public async Task A_closed_nonce_account_is_a_used_nonce()
    {
        var node = NonceNode(SolWorld.Account(1), "false").On("getAccountInfo", """{"value":null}""");

        Assert.IsType<DirectOutcome.Failed>(await SendAsync(await SignAsync(Nonce()), node));
    }

    [Fact]
    public async Task A_message_that_advances_a_nonce_but_has_a_block_hash_expires_with_it()
    {
        var message = Nonce() with { Blockhash = SolWorld.Placeholder };
        var node = Node().On("getTransaction", NotFound).On("getBlockHeight", $"{LastHeight + 1}");

        Assert.IsType<DirectOutcome.Expired>(await SendAsync(await SignAsync(message), node));
    }

    [Theory]
    [InlineData("getTransaction", "7")]
    [InlineData("getTransaction", """{"meta":null}""")]
    [InlineData("getTransaction", """!{"code":-32603,"message":"Internal error"}""")]
    [InlineData("getBlockHeight", "\"7\"")]
    public async Task An_unusable_answer_leaves_it_unknown(string method, string answer)
    {
        var signed = await SignAsync();

        await Assert.ThrowsAsync<NodeException>(() => SendAsync(signed, Node().On("getTransaction", NotFound).On(method, answer)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("AQ==")]
    public async Task Nothing_but_a_transaction_is_sent(string payload)
    {
        var node = Node();

        await Assert.ThrowsAsync<NodeException>(() => SendAsync(new SignedTransaction("id", payload), node));
        Assert.Empty(node.Calls);
    }

    private static SolScript Node() => new SolScript().On("sendTransaction", "\"id\"").On("getBlockHeight", $"{LastHeight}");

    private static SolScript NonceNode(SolAddress value, string isValid)
    {
        byte[] data = [.. new byte[40], .. value.Bytes, .. new byte[8]];
        return Node()
            .On("sendTransaction", BlockhashNotFound)
            .On("getTransaction", NotFound)
            .On("isBlockhashValid", $$$"""{"context":{"slot":1},"value":{{{isValid}}}}""")
            .On("getAccountInfo", $$$"""{"value":{"data":["{{{Convert.ToBase64String(data)}}}","base64"]}}""");
    }

    private static SolMessage Nonce() =>
        (SolWorld.Message(ProgramIds.System, SolWorld.UInt32(4), SolWorld.Account(1), SolWorld.Account(2)) with { Blockhash = SolWorld.Blockhash }).With(1, 2, 0);

    private async Task<SignedTransaction> SignAsync(SolMessage? message = null)
    {
        var prepared = await SolWorld.PrepareAsync(message ?? SolWorld.Payment());
        var fresh = prepared.IsFresh ? prepared : prepared.With(SolWorld.Blockhash, LastHeight);
        using var key = SolWorld.Key(1);
        return _chain.Sign(fresh, [key]);
    }

    private Task<DirectOutcome> SendAsync(SignedTransaction signed, SolScript node, bool isRestarted = false) =>
        (isRestarted ? new SolChain(_time) : _chain).SendAsync(signed, Network.Mainnet, node, Cancellation);
}
