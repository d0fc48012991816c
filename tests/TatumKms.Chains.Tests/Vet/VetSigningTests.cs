using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Vet;

public sealed class VetSigningTests
{
    private static readonly IChain Chain = TestChains.Registry.Get("VET");

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "chainTag", "39", "chain tag" },
        { "chainTag", "256", "'chainTag'" },
        { "blockRef", "\"0x01\"", "'blockRef'" },
        { "dependsOn", "\"0x01\"", "'dependsOn'" },
        { "gasPriceCoef", "256", "'gasPriceCoef'" },
        { "expiration", "4294967296", "'expiration'" },
        { "value", "\"1e18\"", "'value'" },
        { "nonce", "1.5", "'nonce'" },
        { "clauses", "[]", "'clauses'" },
        { "delegator", "\"0x35\"", "'delegator'" },
        { "maxFeePerGas", "1", "'maxFeePerGas'" },
        { "from", "\"0x3535353535353535353535353535353535353535\"", "key" },
        { "to", "\"\"", "neither" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_transaction_with_one_wrong_member_is_refused_in_words_that_name_it(string name, string value, string named)
    {
        var vector = Find("complete");

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(vector, json => json[name] = JsonNode.Parse(value)));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_would_fail_is_refused_with_the_contract_s_own_reason() => Assert.Contains(
        "not authorised", (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(Find("error-reverted-reason")))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Each_figure_is_looked_up_once_and_nothing_that_is_given()
    {
        var vector = Find("complete");
        var node = new VectorNode(vector);

        await VectorSigner.SignAsync(Chain, vector, TestContext.Current.CancellationToken, node);

        Assert.EndsWith("/accounts/*?revision=best", Assert.Single(node.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_nonce_is_another_one_each_time()
    {
        var vector = Find("nonce-missing");

        Assert.NotEqual((await SignAsync(vector)).Signed.TransactionId, (await SignAsync(vector)).Signed.TransactionId);
    }

    [Fact]
    public async Task A_transfer_of_tokens_and_its_fee_are_told()
    {
        var (prepared, _) = await SignAsync(Find("with-data"));

        Assert.Contains("Transfers tokens", string.Join(' ', prepared.Description.Notes), StringComparison.Ordinal);
        Assert.Equal("VTHO", prepared.Description.Fee!.Value.Symbol);
    }

    [Fact]
    public async Task Whatever_a_transaction_looks_like_nothing_but_a_refusal_comes_out()
    {
        foreach (var recorded in VectorFile.Vectors("sign").Where(vector => vector.GetProperty("chain").GetString() == "VET"))
        {
            var vector = JsonNode.Parse(recorded.GetRawText())!;
            foreach (var mutated in Mutations.Of(vector["pending"]!["serializedTransaction"]!.GetValue<string>(), seed: 6, count: 80))
            {
                vector["pending"]!["serializedTransaction"] = mutated;
                try
                {
                    await VectorSigner.SignAsync(Chain, JsonSerializer.SerializeToElement(vector), TestContext.Current.CancellationToken);
                }
                catch (Exception problem) when (problem is RefusedException or NodeException)
                {
                    // As it should be.
                }
            }
        }
    }

    private static JsonElement Find(string variant) => VectorFile.Vectors("sign")
        .First(vector => vector.GetProperty("chain").GetString() == "VET" && vector.GetProperty("variant").GetString() == variant);

    private static Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(JsonElement vector, Action<JsonNode>? change = null)
    {
        var json = JsonNode.Parse(vector.GetRawText())!;
        var transaction = JsonNode.Parse(json["pending"]!["serializedTransaction"]!.GetValue<string>())!;
        change?.Invoke(transaction);
        json["pending"]!["serializedTransaction"] = transaction.ToJsonString();
        return VectorSigner.SignAsync(Chain, JsonSerializer.SerializeToElement(json), TestContext.Current.CancellationToken);
    }
}
