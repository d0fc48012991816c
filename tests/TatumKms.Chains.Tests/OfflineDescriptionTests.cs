using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>What is told of a transaction without keys and look-ups is what the daemon tells of it before it signs.</summary>
public sealed class OfflineDescriptionTests
{
    private const string Foreign = "\u001b[2J\u202e";

    public static TheoryData<string> Ids => VectorFile.Ids("sign");

    public static TheoryData<string> Chains => [.. TestChains.Registry.All.Select(chain => chain.Id.Code)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_tells_the_payments_calls_and_dangers_that_the_daemon_tells(string id)
    {
        var vector = VectorFile.Find("sign", id);
        if (VectorRuling.Of(vector) == VectorRuling.Refused)
        {
            return;
        }

        var chain = TestChains.WithoutFeeLimit.Get(vector.GetProperty("chain").GetString()!);
        var (prepared, _) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);

        var told = Describe(chain, vector);

        Assert.Equal(prepared.Description.Payments.Select(Facts), told.Payments.Select(Facts));
        Assert.Equal(prepared.Description.Sources.Select(source => (source.Amount, source.Token)), told.Sources.Select(source => (source.Amount, source.Token)));
        Assert.Equal(prepared.Description.Calls.Select(Facts), told.Calls.Select(Facts));
        Assert.Equal(prepared.Description.Dangers, told.Dangers);
        Assert.Equal(prepared.Description.WhyOpaque, told.WhyOpaque);
        Assert.True(told.Fee is null || told.Fee == prepared.Description.Fee);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_never_calls_a_payee_own_whom_the_daemon_does_not(string id)
    {
        var vector = VectorFile.Find("sign", id);
        if (VectorRuling.Of(vector) == VectorRuling.Refused)
        {
            return;
        }

        var chain = TestChains.WithoutFeeLimit.Get(vector.GetProperty("chain").GetString()!);
        var (prepared, _) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);

        Assert.All(
            prepared.Description.Payments.Zip(Describe(chain, vector).Payments),
            pair => Assert.True(pair.First.IsOwn || !pair.Second.IsOwn, pair.Second.Address));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_refused_is_described_or_refused_with_a_sentence(string id)
    {
        var vector = VectorFile.Find("sign", id);
        try
        {
            Assert.NotEmpty(Describe(TestChains.Registry.Get(vector.GetProperty("chain").GetString()!), vector).Notes);
        }
        catch (RefusedException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Each_chain_describes_one_of_its_vectors_at_least(string chain) => Assert.Contains(
        VectorFile.Load("vectors", "sign", $"{chain}.json").EnumerateArray().Where(vector => VectorRuling.Of(vector) != VectorRuling.Refused),
        vector => Describe(TestChains.WithoutFeeLimit.Get(chain), vector) is var told && (told.Payments.Count > 0 || chain == "FLOW"));

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_transaction_of_another_chain_is_refused(string chain)
    {
        var vector = VectorFile.Load("vectors", "sign", $"{chain}.json")[0];
        var other = Pending.Read(vector.GetProperty("pending")) with { Chain = ChainId.Parse(chain == "BTC" ? "ETH" : "BTC") };

        Assert.Contains(chain, Assert.Throws<RefusedException>(() => Offline(TestChains.Registry.Get(chain)).Describe(other, Network.Testnet)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Broken_text_is_refused_and_nothing_else_happens(string chain)
    {
        var pending = Pending.Read(VectorFile.Load("vectors", "sign", $"{chain}.json")[0].GetProperty("pending"));
        string[] broken = ["", " ", "{", "[]", "{}", "null", "0", "\"\"", "\ud800", "{\"a\":1,\"a\":2}", Foreign, "{\"to\":\"\\ud800\"}", new string('[', 10_000), pending.SerializedTransaction[..^1]];

        Assert.All(broken, text => Assert.Throws<RefusedException>(
            () => Offline(TestChains.Registry.Get(chain)).Describe(pending with { SerializedTransaction = text }, Network.Testnet)));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void No_change_of_a_byte_makes_anything_but_a_description_or_a_refusal(string chain)
    {
        var describer = Offline(TestChains.Registry.Get(chain));
        var vector = VectorFile.Load("vectors", "sign", $"{chain}.json").EnumerateArray().First(vector => VectorRuling.Of(vector) != VectorRuling.Refused);
        var pending = Pending.Read(vector.GetProperty("pending"));
        var text = pending.SerializedTransaction;
        foreach (var place in Enumerable.Range(0, text.Length).Where(place => place % Math.Max(1, text.Length / 200) == 0))
        {
            foreach (var replacement in (string[])["", "0", "9", "\"", "\u0000", "-"])
            {
                var mutant = pending with { SerializedTransaction = $"{text[..place]}{replacement}{text[(place + 1)..]}" };
                var problem = Record.Exception(() => describer.Describe(mutant, NetworkOf(vector)));

                Assert.True(problem is null or RefusedException, $"{replacement} at {place}: {problem}");
            }
        }
    }

    [Fact]
    public void A_fee_above_the_limit_is_said_and_the_rest_is_told_all_the_same()
    {
        var vector = VectorFile.Load("vectors", "sign", "ETH.json").EnumerateArray().First(vector => VectorRuling.Of(vector) == VectorRuling.Signed);
        var pending = Pending.Read(vector.GetProperty("pending"));
        var config = JsonNode.Parse(pending.SerializedTransaction)!;
        config["gasPrice"] = "5000000000000";

        var told = Offline(TestChains.Registry.Get("ETH")).Describe(pending with { SerializedTransaction = config.ToJsonString() }, NetworkOf(vector));

        Assert.Contains(told.Notes, note => note.StartsWith("It would be refused: The gas price", StringComparison.Ordinal));
        Assert.NotEmpty(told.Payments);
    }

    private static TransactionDescription Describe(IChain chain, JsonElement vector) =>
        Offline(chain).Describe(Pending.Read(vector.GetProperty("pending")), NetworkOf(vector));

    private static IOfflineDescription Offline(IChain chain) => Assert.IsAssignableFrom<IOfflineDescription>(chain);

    private static Network NetworkOf(JsonElement vector) => vector.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;

    private static (string Address, Amount Amount, string? Token) Facts(Payment payment) => (payment.Address, payment.Amount, payment.Token);

    private static string Facts(ContractCall call) => string.Join('|', [
        call.Contract, call.Selector, call.Method, $"{call.IsTransfer}", .. call.Parties, .. call.Allowances.Select(allowance => $"{Facts(allowance)}")]);
}
