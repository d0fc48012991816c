using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Egld;

public sealed class EgldSigningTests
{
    [Fact]
    public async Task What_is_asked_is_asked_once()
    {
        var gateway = new EgldGateway();

        await EgldWorld.PrepareAsync(EgldWorld.Serialized(""","value":"1.5","data":"žluť" """), gateway);

        Assert.Equal(
            [
                "/network/config",
                $"/address/{EgldWorld.Own()}/nonce",
                $$"""/transaction/cost {"nonce":7,"value":"1500000000000000000","receiver":"{{EgldWorld.Somebody}}","sender":"{{EgldWorld.Own()}}","gasPrice":1000000000,"gasLimit":0,"data":"xb5sdcWl","chainID":"1","version":1}""",
            ],
            gateway.Requests);
    }

    [Fact]
    public async Task A_nonce_that_the_round_knows_is_not_asked_for()
    {
        var gateway = new EgldGateway { Next = 41 };

        var prepared = await EgldWorld.PrepareAsync(EgldWorld.Serialized(""), gateway);

        Assert.Equal(new AccountSequence(EgldWorld.Own(), 41), prepared.Sequence);
        Assert.DoesNotContain(gateway.Requests, request => request.EndsWith("/nonce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_nonce_with_which_something_was_signed_is_not_used_again() =>
        Assert.Equal(9UL, (await EgldWorld.PrepareAsync(EgldWorld.Serialized(""), new EgldGateway { Free = 9 })).Sequence!.Number);

    [Theory]
    [InlineData("", "0")]
    [InlineData(""","value":null""", "0")]
    [InlineData(""","value":"0" """, "0")]
    [InlineData(""","value":0""", "0")]
    [InlineData(""","value":"0.000000000000000001" """, "1")]
    [InlineData(""","value":"1.500000000000000000000" """, "1500000000000000000")]
    [InlineData(""","value":1e-7""", "100000000000")]
    [InlineData(""","value":1E+3""", "1000000000000000000000")]
    [InlineData(""","value":0.1""", "100000000000000000")]
    [InlineData(""","value":123456.789012345""", "123456789012345000000000")]
    [InlineData(""","value":"31415926.123456789012345678" """, "31415926123456789012345678")]
    public async Task A_value_is_read_exactly(string member, string atoms)
    {
        var prepared = await EgldWorld.PrepareAsync(EgldWorld.Serialized(member));

        Assert.Equal(atoms, prepared.Transaction.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"-1\"")]
    [InlineData("-1")]
    [InlineData("\"0.0000000000000000001\"")]
    [InlineData("1e-19")]
    [InlineData("1e999")]
    [InlineData("1e99999")]
    [InlineData("31415926.123456789012345678")]
    [InlineData("\"\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"1e18\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1.\"")]
    [InlineData("\".5\"")]
    [InlineData("\"1,5\"")]
    [InlineData("\"١\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"11111111111111111111111111111111111111111111111111111111111111111\"")]
    public async Task A_value_that_is_no_amount_is_refused(string value)
    {
        var gateway = new EgldGateway();

        Assert.Contains("'value'", await EgldWorld.RefusalAsync(EgldWorld.Serialized($",\"value\":{value}"), gateway), StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"to":7}""")]
    [InlineData("""{"to":"erd1bad"}""")]
    [InlineData("""{"to":"erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th","data":7}""")]
    [InlineData("""{"to":"erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th","data":"\ud800"}""")]
    [InlineData("""{"to":"erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th","from":7}""")]
    [InlineData("""{"to":"erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th","guardian":"x"}""")]
    [InlineData("""{"to":"erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th","to":"erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th"}""")]
    public async Task A_malformed_serialized_transaction_is_refused(string serialized)
    {
        var gateway = new EgldGateway();

        await EgldWorld.RefusalAsync(serialized, gateway);

        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task A_sender_that_is_not_the_keys_address_is_refused() =>
        Assert.Contains("'from'", await EgldWorld.RefusalAsync(EgldWorld.Serialized($",\"from\":\"{EgldWorld.Somebody}\"")), StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("false")]
    public async Task No_sender_is_the_keys_address(string from) =>
        Assert.Equal(EgldWorld.Own(), (await EgldWorld.PrepareAsync(EgldWorld.Serialized($",\"from\":{from}"))).Sequence!.Account);

    [Fact]
    public async Task A_transaction_for_another_chain_is_refused()
    {
        using var key = EgldWorld.Key();

        await Assert.ThrowsAsync<RefusedException>(() => EgldWorld.Chain.PrepareAsync(
            EgldWorld.Pending(EgldWorld.Serialized(""), "ETH"), Network.Mainnet, [key.PublicKey], new EgldGateway(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("1", Network.Testnet)]
    [InlineData("D", Network.Mainnet)]
    public async Task A_node_of_the_other_network_is_refused(string chainId, Network network)
    {
        var gateway = new EgldGateway();
        gateway.Answers[EgldGateway.Config] = gateway.Answers[EgldGateway.Config].Replace("\"1\"", $"\"{chainId}\"", StringComparison.Ordinal);

        Assert.Contains($"chain '{chainId}'", await EgldWorld.RefusalAsync(EgldWorld.Serialized(""), gateway, network), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600_000_000, 10_000_000_000, true)]
    [InlineData(600_000_001, 10_000_000_000, false)]
    [InlineData(600_000_000, 10_000_000_001, false)]
    public async Task Gas_and_its_price_have_limits(long units, long price, bool isPrepared)
    {
        var gateway = new EgldGateway();
        gateway.Answers[EgldGateway.Config] = gateway.Answers[EgldGateway.Config].Replace("1000000000", $"{price}", StringComparison.Ordinal);
        gateway.Answers[EgldGateway.Cost] = $$$"""{"data":{"txGasUnits":{{{units}}}},"error":""}""";

        if (isPrepared)
        {
            Assert.Equal("6 EGLD", (await EgldWorld.PrepareAsync(EgldWorld.Serialized(""), gateway)).Description.Fee.ToString());
        }
        else
        {
            Assert.Contains("limit", await EgldWorld.RefusalAsync(EgldWorld.Serialized(""), gateway), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(EgldGateway.Cost, """{"data":{"txGasUnits":0,"returnMessage":"insufficient funds"},"error":""}""", "insufficient funds")]
    [InlineData(EgldGateway.Cost, """{"data":null,"error":"transaction cost failed","code":"internal_issue"}""", "transaction cost failed")]
    [InlineData(EgldGateway.Config, """{"error":"down\n","code":"internal_issue"}""", "down?")]
    public async Task An_error_of_the_network_is_a_refusal_in_its_words(string path, string answer, string words)
    {
        var gateway = new EgldGateway();
        gateway.Answers[path] = answer;

        Assert.Contains(words, await EgldWorld.RefusalAsync(EgldWorld.Serialized(""), gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_the_network_with_a_status_is_a_refusal_too()
    {
        var gateway = new EgldGateway();
        gateway.Failures[EgldGateway.Cost] = new NodeException("400", 400, JsonDocument.Parse("""{"data":null,"error":"wrong","code":"bad_request"}""").RootElement);

        Assert.Contains("wrong", await EgldWorld.RefusalAsync(EgldWorld.Serialized(""), gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_does_not_answer_is_asked_again_later()
    {
        var gateway = new EgldGateway();
        gateway.Failures["nonce"] = new NodeException("It does not answer.");

        await Assert.ThrowsAsync<NodeException>(() => EgldWorld.PrepareAsync(EgldWorld.Serialized(""), gateway));
    }

    [Theory]
    [InlineData(EgldGateway.Config, "7")]
    [InlineData(EgldGateway.Config, "{}")]
    [InlineData(EgldGateway.Config, """{"data":{}}""")]
    [InlineData(EgldGateway.Config, """{"data":{"config":{"erd_chain_id":"","erd_min_transaction_version":1}}}""")]
    [InlineData(EgldGateway.Config, """{"data":{"config":{"erd_chain_id":"1\"","erd_min_transaction_version":1}}}""")]
    [InlineData(EgldGateway.Config, """{"data":{"config":{"erd_chain_id":"1","erd_min_transaction_version":3}}}""")]
    [InlineData(EgldGateway.Config, """{"data":{"config":{"erd_chain_id":"1"}}}""")]
    [InlineData("nonce", """{"data":{"nonce":-1}}""")]
    [InlineData("nonce", """{"data":{"nonce":"7"}}""")]
    [InlineData("nonce", """{"data":{"nonce":1.5}}""")]
    [InlineData(EgldGateway.Cost, """{"data":{}}""")]
    public async Task An_unusable_answer_is_no_answer(string path, string answer)
    {
        var gateway = new EgldGateway();
        gateway.Answers[path] = answer;

        await Assert.ThrowsAsync<NodeException>(() => EgldWorld.PrepareAsync(EgldWorld.Serialized(""), gateway));
    }

    [Fact]
    public async Task The_signature_is_over_the_JSON_without_it()
    {
        var signed = EgldWorld.Sign(await EgldWorld.PrepareAsync(EgldWorld.Serialized(""","value":1,"data":"a+/b" """)));

        using var json = JsonDocument.Parse(signed.Payload);
        var signature = json.RootElement.GetProperty("signature").GetString()!;
        var message = Encoding.ASCII.GetBytes(signed.Payload.Replace($",\"signature\":\"{signature}\"", "", StringComparison.Ordinal));
        using var key = EgldWorld.Key();
        Assert.True(Ed25519.Verify(key.PublicKey.Span, message, Convert.FromHexString(signature)));
        Assert.Equal(64, signed.TransactionId.Length);
    }

    [Fact]
    public async Task Whatever_is_done_to_a_serialized_transaction_it_is_signed_or_refused()
    {
        var contracts = new[] { "ESDTTransfer@544f4b382d626531393739@00292b460956@66@01", $"MultiESDTNFTTransfer@{new string('7', 64)}@01@544f4b@01@02", "hello" };
        foreach (var data in contracts)
        {
            var sound = $$"""{"from":"{{EgldWorld.Own()}}","to":"{{EgldWorld.Own()}}","value":"0.25","data":"{{data}}","gasPrice":1000,"gasLimit":7}""";
            foreach (var text in Mutations.Of(sound, 31, 2000))
            {
                try
                {
                    Assert.NotEmpty(EgldWorld.Sign(await EgldWorld.PrepareAsync(text)).Payload);
                }
                catch (RefusedException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
            }
        }
    }
}
