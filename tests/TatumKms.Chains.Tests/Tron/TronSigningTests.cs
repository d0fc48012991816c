using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Tron;
using TatumKms.Chains.Tron.Protocol;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Tests.Tron;

public sealed class TronSigningTests
{
    private static readonly IChain Chain = TestChains.Registry.Get("TRON");

    public static TheoryData<string, string> Sentences => new()
    {
        { "freeze-v2-energy", "for energy" },
        { "unfreeze-v1", "Unfreezes" },
        { "delegate-resource", "Delegates energy" },
        { "undelegate-resource", "Takes back" },
        { "vote-witness", "Votes for" },
        { "account-create", "Creates the account" },
        { "account-permission-update", "Changes who controls the account" },
        { "create-smart-contract", "Deploys the contract" },
        { "trc20-transfer", "Transfers tokens" },
        { "trx-transfer-memo", "memo" },
        { "trx-transfer-permission-id", "permission number" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task A_transaction_is_told_in_words(string variant, string words) =>
        Assert.Contains(words, string.Join(' ', (await SignAsync(Find(variant))).Prepared.Description.Notes), StringComparison.Ordinal);

    [Fact]
    public async Task A_transfer_of_TRX_is_a_payment_with_its_exact_amount()
    {
        var vector = Find("trx-transfer");

        var description = (await SignAsync(vector)).Prepared.Description;

        var value = Raw(vector)["raw_data"]!["contract"]![0]!["parameter"]!["value"]!;
        var payment = Assert.Single(description.Payments);
        Assert.Equal(value["amount"]!.GetValue<long>(), payment.Amount.BaseUnits);
        Assert.Equal("TRX", payment.Amount.Symbol);
        Assert.StartsWith("T", payment.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_of_a_TRC_10_token_names_its_number() => Assert.Contains(
        "TRC-10 token 1009472", Assert.Single((await SignAsync(Find("trc10-transfer"))).Prepared.Description.Payments).Amount.Symbol, StringComparison.Ordinal);

    [Fact]
    public void Every_kind_of_contract_that_can_be_signed_has_words() => Assert.All(
        TronContracts.Names.Except(["TransferContract", "TransferAssetContract", "TriggerSmartContract"]),
        name => Assert.NotEmpty(TronSentences.Of(name, new TronMembers(JsonDocument.Parse("{}").RootElement, isVisible: false))));

    [Fact]
    public async Task A_resource_is_told_as_it_is_signed_whatever_the_case_of_its_name()
    {
        var vector = Find("freeze-v2-energy");
        var text = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;

        var (prepared, _) = await SignAsync(vector, text.Replace("\"ENERGY\"", "\"energy\"", StringComparison.Ordinal));

        Assert.Contains("for energy", string.Join(' ', prepared.Description.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_memo_is_told() => Assert.Contains(
        "Bears the memo \"memo 0394e5ce\".", (await SignAsync(Find("trx-transfer-memo"))).Prepared.Description.Notes);

    [Theory]
    [InlineData("amount", -1L)]
    [InlineData("amount", 1.5)]
    public async Task An_amount_below_zero_or_with_a_fraction_is_refused(string member, object value) => Assert.Contains(
        "whole number from 0",
        await RefusalAsync(json => json["raw_data"]!["contract"]![0]!["parameter"]!["value"]![member] = JsonSerializer.SerializeToNode(value)),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_permission_number_that_a_node_would_cut_is_refused() => Assert.Contains(
        "'Permission_id' must be a whole number from 0 to 2147483647",
        await RefusalAsync(json => json["raw_data"]!["contract"]![0]!["Permission_id"] = 4_294_967_298),
        StringComparison.Ordinal);

    [Fact]
    public async Task Visible_must_be_true_or_false() => Assert.Contains(
        "visible", await RefusalAsync(json => json["visible"] = "true"), StringComparison.Ordinal);

    [Fact]
    public async Task Text_of_all_kinds_in_a_member_that_is_only_kept_stays_as_it_is()
    {
        var vector = Find("trx-transfer");
        var text = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;
        var kept = text.Insert(1, "\"note\":\"é 😀 \u2028 \u007f </script> & ' + \\\" \\\\ \\n\",\"number\":1e3,");

        var (_, signed) = await SignAsync(vector, kept);

        Assert.StartsWith(kept[..^1], signed.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_text_in_a_member_that_is_only_kept_is_refused()
    {
        var vector = Find("trx-transfer");
        var text = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;

        await Assert.ThrowsAsync<RefusedException>(() => SignAsync(vector, text.Insert(1, "\"note\":\"\\ud800\",")));
    }

    [Theory]
    [InlineData("raw_data_hex", "0a")]
    [InlineData("txID", "00")]
    public async Task What_does_not_say_the_same_three_times_is_refused(string member, string value)
    {
        var refusal = await RefusalAsync(json => json[member] = value);

        Assert.Contains("Invalid transaction", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_the_protocol_does_not_have_is_refused_since_it_would_not_be_signed() => Assert.Contains(
        "'memo' is not a member",
        await RefusalAsync(json => json["raw_data"]!["contract"]![0]!["parameter"]!["value"]!.AsObject()["memo"] = "hi"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_second_contract_is_refused() => Assert.Contains(
        "one contract",
        await RefusalAsync(json => json["raw_data"]!["contract"]!.AsArray().Add(json["raw_data"]!["contract"]![0]!.DeepClone())),
        StringComparison.Ordinal);

    [Fact]
    public async Task Another_amount_than_the_bytes_say_is_refused() => Assert.Contains(
        "do not say the same",
        await RefusalAsync(json => json["raw_data"]!["contract"]![0]!["parameter"]!["value"]!.AsObject()["amount"] = 1),
        StringComparison.Ordinal);

    [Fact]
    public void An_account_in_the_old_form_gives_the_addresses_of_the_xpub()
    {
        var vector = VectorFile.Vectors("wallets").First(candidate => candidate.GetProperty("chain").GetString() == "TRON" && candidate.TryGetProperty("xpub", out _));
        var xpub = ExtendedPublicKey.Parse(TestChains.Secp256k1, vector.GetProperty("xpub").GetString()!, out _);
        using var entry = new WalletEntry(
            Chain.Id, Network.Mainnet, [WalletField.Public("xpub", Convert.ToHexStringLower([.. xpub.PublicKey, .. xpub.ChainCode]))]);

        foreach (var expected in vector.GetProperty("derive").EnumerateArray())
        {
            Assert.Equal(expected.GetProperty("address").GetString(), Chain.DeriveAddress(entry, expected.GetProperty("index").GetUInt32()));
        }
    }

    [Fact]
    public async Task Whatever_a_transaction_looks_like_nothing_but_a_refusal_comes_out()
    {
        foreach (var vector in VectorFile.Vectors("sign").Where(vector => vector.GetProperty("chain").GetString() == "TRON"))
        {
            var text = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;
            foreach (var mutated in Mutations.Of(text, seed: 5, count: 80))
            {
                try
                {
                    await SignAsync(vector, mutated);
                }
                catch (RefusedException)
                {
                    // As it should be.
                }
            }
        }
    }

    private static JsonElement Find(string variant) => VectorFile.Vectors("sign")
        .First(vector => vector.GetProperty("chain").GetString() == "TRON" && vector.GetProperty("variant").GetString() == variant);

    private static JsonNode Raw(JsonElement vector) => JsonNode.Parse(vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!)!;

    private static async Task<string> RefusalAsync(Action<JsonNode> change)
    {
        var vector = Find("trx-transfer");
        var json = Raw(vector);
        change(json);
        return (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(vector, json.ToJsonString()))).Message;
    }

    private static Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(JsonElement vector, string? serialized = null)
    {
        var json = JsonNode.Parse(vector.GetRawText())!;
        json["pending"]!["serializedTransaction"] = serialized ?? vector.GetProperty("pending").GetProperty("serializedTransaction").GetString();
        return VectorSigner.SignAsync(Chain, JsonSerializer.SerializeToElement(json), TestContext.Current.CancellationToken);
    }
}
