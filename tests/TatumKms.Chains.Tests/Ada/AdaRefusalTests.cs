using System.Text.Json.Nodes;
using TatumKms.Chains.Ada;
using TatumKms.Chains.Ada.Transactions;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Ada.AdaBuilder;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>A server that lies gets no signature, and neither does a transaction that makes no sense.</summary>
public sealed class AdaRefusalTests
{
    private const string Policy = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c";
    private static readonly SigningKey Own = Key(1), Other = Key(2), Third = Key(3);

    [Fact]
    public Task A_server_that_spends_another_output_is_refused() => RefusesAsync(
        "spends other outputs than",
        new RosettaServer { Understands = asked => asked with { Inputs = [asked.Inputs[0] with { OutPoint = $"{new string('1', 64)}:0" }] } });

    [Fact]
    public Task A_server_that_spends_one_output_more_is_refused() => RefusesAsync(
        "spends other outputs than",
        new RosettaServer { Understands = asked => asked with { Inputs = [.. asked.Inputs, asked.Inputs[0] with { OutPoint = $"{new string('1', 64)}:0" }] } });

    [Fact]
    public Task A_server_that_pays_to_another_address_is_refused() => RefusesAsync(
        "pays to other addresses than",
        new RosettaServer { Understands = asked => asked with { Outputs = [asked.Outputs[0] with { Address = Stranger() }, asked.Outputs[1]] } });

    [Fact]
    public Task A_server_that_pays_one_more_is_refused() => RefusesAsync(
        "pays to other addresses than",
        new RosettaServer { Understands = asked => asked with { Outputs = [.. asked.Outputs, asked.Outputs[0]] } });

    [Fact]
    public Task A_server_that_pays_another_amount_is_refused() => RefusesAsync(
        "pays other amounts than",
        new RosettaServer { Understands = asked => asked with { Outputs = [asked.Outputs[0] with { Value = new AdaValue(4_000_001) }, asked.Outputs[1]] } });

    [Fact]
    public Task A_server_that_gives_tokens_away_is_refused()
    {
        var value = new AdaValue(4_000_000);
        value.TryAdd(Policy, "", 1);
        return RefusesAsync(
            "pays other amounts than",
            new RosettaServer { Understands = asked => asked with { Outputs = [asked.Outputs[0] with { Value = value }, asked.Outputs[1]] } });
    }

    [Fact]
    public Task A_server_that_takes_another_fee_is_refused() => RefusesAsync(
        "pays a fee of 200001 lovelace, but inputs less outputs are 200000", new RosettaServer { Fee = fee => (ulong)fee + 1 });

    [Theory]
    [InlineData(4, "certificates")]
    [InlineData(5, "withdrawals of rewards")]
    [InlineData(7, "a hash of metadata")]
    [InlineData(8, "a first slot of validity")]
    [InlineData(9, "minted or burnt tokens")]
    [InlineData(11, "a hash of script data")]
    [InlineData(13, "collateral")]
    [InlineData(14, "required signers")]
    [InlineData(15, "a network id")]
    [InlineData(16, "collateral")]
    [InlineData(18, "reference inputs")]
    [InlineData(19, "votes")]
    [InlineData(20, "proposals")]
    [InlineData(22, "a donation")]
    [InlineData(99, "the unknown field 99")]
    public Task A_server_that_adds_something_is_refused(int field, string name) => RefusesAsync(
        $"has {name}",
        new RosettaServer { MoreFieldCount = 2, MoreFields = body => body.Unsigned(3).Unsigned(5000).Unsigned((ulong)field).Array(0) });

    [Fact]
    public Task A_server_that_sets_no_time_to_live_is_refused() => RefusesAsync(
        "lacks its inputs, outputs, fee or time to live", new RosettaServer { MoreFieldCount = 0, MoreFields = _ => { } });

    [Fact]
    public Task A_server_that_names_a_field_twice_is_refused() => RefusesAsync(
        "is malformed", new RosettaServer { MoreFieldCount = 2, MoreFields = body => body.Unsigned(3).Unsigned(5000).Unsigned(3).Unsigned(6000) });

    [Fact]
    public Task A_server_that_wants_another_hash_signed_is_refused() => RefusesAsync(
        "asks for a signature of something else", new RosettaServer { Asks = payloads => [(payloads[0].Address, new byte[32])] });

    [Fact]
    public Task A_server_that_wants_nobody_to_sign_is_refused() => RefusesAsync("asks for other signers", new RosettaServer { Asks = _ => [] });

    [Fact]
    public Task A_server_that_wants_a_signature_twice_is_refused() =>
        RefusesAsync("asks for other signers", new RosettaServer { Asks = payloads => [payloads[0], payloads[0]] });

    [Fact]
    public Task A_server_that_wants_another_key_to_sign_is_refused() =>
        RefusesAsync("asks for other signers", new RosettaServer { Asks = payloads => [payloads[0], (Address(Other), payloads[0].Hash)] });

    [Fact]
    public Task Trailing_bytes_of_the_server_are_refused() => RefusesAsync("unsigned transaction is malformed", new RosettaServer { Transmits = bytes => [.. bytes, 0] });

    [Fact]
    public async Task An_address_that_no_key_owns_is_refused_before_anybody_is_asked()
    {
        var server = new RosettaServer();

        Assert.Equal($"None of the keys owns the address {Address(Own)}, from which the transaction spends.", await RefusalAsync(Payment(Own, Other), server, Other));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_fee_above_the_limit_is_refused()
    {
        JsonArray operations = [Input(Address(Own), 20_000_001), Output(Address(Other), 10_000_000)];

        Assert.Equal("The fee of 10000001 lovelace is above the limit of 10000000.", await RefusalAsync(operations, new RosettaServer(), Own));
        await new AdaChain(10_000_001).PrepareAsync(
            Pending(operations.ToJsonString()), Network.Testnet, [Own.PublicKey], new RosettaServer(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Outputs_above_the_inputs_are_refused() =>
        Assert.Equal("The outputs exceed the inputs.", await RefusalAsync([Input(Address(Own), 1), Output(Address(Other), 2)], new RosettaServer(), Own));

    [Fact]
    public async Task An_output_that_is_spent_twice_is_refused() => Assert.Equal(
        "Two inputs spend the same output.",
        await RefusalAsync([Input(Address(Own), 1), Input(Address(Own), 1), Output(Address(Other), 2)], new RosettaServer(), Own));

    [Fact]
    public async Task A_node_that_refuses_for_good_is_quoted()
    {
        var server = new RosettaServer { Answers = _ => throw Error("""{"code":4008,"message":"Outputs have\nnegative balance","retriable":false}""") };

        Assert.Equal("The node refuses the transaction (preprocess): Outputs have\\nnegative balance", await RefusalAsync(Payment(Own, Other), server, Own));
    }

    [Theory]
    [InlineData("""{"code":5000,"message":"busy","retriable":true}""")]
    [InlineData("""{"statusCode":429,"errorCode":"too.many"}""")]
    [InlineData("7")]
    public async Task A_node_that_is_busy_is_asked_again_later(string error)
    {
        var server = new RosettaServer { Answers = _ => throw Error(error) };

        await Assert.ThrowsAsync<NodeException>(() => SignAsync(Payment(Own, Other), server, Own));
    }

    [Theory]
    [InlineData("preprocess", "[]")]
    [InlineData("preprocess", """{"network_identifier":{}}""")]
    [InlineData("metadata", """{"operations":[]}""")]
    [InlineData("payloads", "{}")]
    [InlineData("payloads", """{"unsigned_transaction":"80","payloads":{}}""")]
    [InlineData("payloads", """{"unsigned_transaction":"8","payloads":[]}""")]
    [InlineData("payloads", """{"unsigned_transaction":"80","payloads":[7]}""")]
    [InlineData("payloads", """{"unsigned_transaction":"80","payloads":[{"account_identifier":{"address":"\ud800"},"hex_bytes":""}]}""")]
    [InlineData("payloads", """{"unsigned_transaction":"80","payloads":[{"account_identifier":{"address":"x"},"hex_bytes":"","signature_type":"ecdsa"}]}""")]
    public async Task An_answer_that_cannot_be_used_is_no_verdict(string step, string answer)
    {
        var server = new RosettaServer { Answers = asked => asked == step ? RosettaServer.Parse(answer) : null };

        await Assert.ThrowsAsync<NodeException>(() => SignAsync(Payment(Own, Other), server, Own));
    }

    [Theory]
    [InlineData("type", "\"stakeDelegation\"")]
    [InlineData("type", "7")]
    [InlineData("account", "null")]
    [InlineData("account", """{"address":"addr1v8kyjg2c9nzgtvlcqldjhaua65s5n6zcetsl679hzyxdvkgpg0ewp"}""")] // of the other network
    [InlineData("account", """{"address":"\ud800"}""")]
    [InlineData("amount", """{"value":"10000000","currency":{"symbol":"ADA","decimals":6}}""")] // an input without minus
    [InlineData("amount", """{"value":"-1","currency":{"symbol":"ADA","decimals":5}}""")]
    [InlineData("amount", """{"value":"-1","currency":{"symbol":"BTC","decimals":6}}""")]
    [InlineData("amount", """{"value":"--1","currency":{"symbol":"ADA","decimals":6}}""")]
    [InlineData("amount", """{"value":"-1.5","currency":{"symbol":"ADA","decimals":6}}""")]
    [InlineData("amount", """{"value":"-45000000000000001","currency":{"symbol":"ADA","decimals":6}}""")]
    [InlineData("amount", """{"value":-1,"currency":{"symbol":"ADA","decimals":6}}""")]
    [InlineData("coin_change", "null")]
    [InlineData("coin_change", """{"coin_identifier":{"identifier":"00:0"}}""")]
    [InlineData("coin_change", """{"coin_identifier":{"identifier":"0000000000000000000000000000000000000000000000000000000000000000:-1"}}""")]
    [InlineData("coin_change", """{"coin_identifier":{"identifier":"0000000000000000000000000000000000000000000000000000000000000000:65536"}}""")]
    [InlineData("metadata", "7")]
    [InlineData("metadata", """{"tokenBundle":{}}""")]
    [InlineData("metadata", """{"tokenBundle":[{"policyId":"00","tokens":[{"value":"1","currency":{"symbol":"00"}}]}]}""")]
    [InlineData("metadata", """{"tokenBundle":[{"policyId":"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c","tokens":[]}]}""")]
    [InlineData("metadata", """{"tokenBundle":[{"policyId":"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c","tokens":[{"value":"0","currency":{"symbol":"00"}}]}]}""")]
    [InlineData("metadata", """{"tokenBundle":[{"policyId":"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c","tokens":[{"value":"1","currency":{"symbol":"x"}}]}]}""")]
    [InlineData("metadata", """{"tokenBundle":[{"policyId":"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c","tokens":[{"value":"1","currency":{"symbol":"0a"}},{"value":"1","currency":{"symbol":"0A"}}]}]}""")]
    public async Task A_malformed_operation_is_refused(string member, string json)
    {
        var operations = Payment(Own, Other);
        var input = operations[0]!.AsObject();
        input.Remove(member);
        operations.RemoveAt(0);
        var text = $"[{input.ToJsonString()[..^1]},\"{member}\":{json}}},{operations.ToJsonString()[1..]}";

        await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(text, new RosettaServer(), Own));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("[{\"type\":\"input\",\"type\":\"output\"}]")]
    [InlineData("[{\"\\ud800\":1}]")]
    public async Task Text_that_is_no_list_of_operations_is_refused(string text) =>
        await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(text, new RosettaServer(), Own));

    [Fact]
    public async Task A_transaction_of_another_chain_is_refused() =>
        await Assert.ThrowsAsync<RefusedException>(() => Chain.PrepareAsync(
            Pending(Payment(Own, Other).ToJsonString(), "BTC"), Network.Testnet, [Own.PublicKey], new RosettaServer(), TestContext.Current.CancellationToken));

    private static byte[] Stranger() => CardanoAddress.Enterprise(Third.PublicKey.Span, Network.Testnet);

    private static NodeException Error(string body) => new("The node answered 500.", 500, RosettaServer.Parse(body));

    private static async Task RefusesAsync(string reason, RosettaServer server) =>
        Assert.Contains(reason, await RefusalAsync(Payment(Own, Other), server, Own, Other), StringComparison.Ordinal);
}
