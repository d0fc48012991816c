using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>What is told of a transaction without keys and look-ups is what the daemon tells of it before it signs.</summary>
public sealed class OfflineDescriptionTests
{
    private const string Foreign = "\u001b[2J\u202e";

    public static TheoryData<string> Chains => [.. TestChains.Registry.All.Select(chain => chain.Id.Code)];

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task It_tells_the_payments_calls_and_dangers_that_the_daemon_tells(string code)
    {
        await foreach (var (daemon, told, id) in DescribedTwiceAsync(code))
        {
            Assert.Equal([id, .. Facts(daemon)], [id, .. Facts(told)]);
            Assert.Equal(daemon.Dangers, told.Dangers);
            Assert.True(told.Fee is null || told.Fee == daemon.Fee, id);
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task It_never_calls_a_payee_own_whom_the_daemon_does_not(string code)
    {
        await foreach (var (daemon, told, id) in DescribedTwiceAsync(code))
        {
            Assert.All(daemon.Payments.Zip(told.Payments), pair => Assert.True(pair.First.IsOwn || !pair.Second.IsOwn, $"{id}: {pair.Second.Address}"));
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void What_the_daemon_refuses_is_described_or_refused_with_a_sentence(string code)
    {
        foreach (var vector in Vectors(code).Where(vector => VectorRuling.Of(vector) == VectorRuling.Refused))
        {
            string[] sentences;
            try
            {
                sentences = [.. Describe(TestChains.Registry.Get(code), vector).Notes];
            }
            catch (RefusedException refused)
            {
                sentences = [refused.Message];
            }

            Assert.All(sentences, Assert.NotEmpty);
            Assert.NotEmpty(sentences);
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Each_chain_describes_one_of_its_vectors_at_least(string chain) => Assert.Contains(
        Signed(chain),
        vector => Describe(TestChains.WithoutFeeLimit.Get(chain), vector) is var told && (told.Payments.Count > 0 || chain == "FLOW"));

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_transaction_of_another_chain_is_refused(string chain)
    {
        var vector = Vectors(chain).First();
        var other = Pending.Read(vector.GetProperty("pending")) with { Chain = ChainId.Parse(chain == "BTC" ? "ETH" : "BTC") };

        Assert.Contains(chain, Assert.Throws<RefusedException>(() => Offline(TestChains.Registry.Get(chain)).Describe(other, Network.Testnet)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Broken_text_is_refused_and_nothing_else_happens(string chain)
    {
        var pending = Pending.Read(Vectors(chain).First().GetProperty("pending"));
        string[] broken = ["", " ", "{", "[]", "{}", "null", "0", "\"\"", "\ud800", "{\"a\":1,\"a\":2}", Foreign, "{\"to\":\"\\ud800\"}", new string('[', 10_000), pending.SerializedTransaction[..^1]];

        Assert.All(broken, text => Assert.Throws<RefusedException>(
            () => Offline(TestChains.Registry.Get(chain)).Describe(pending with { SerializedTransaction = text }, Network.Testnet)));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void No_change_of_a_byte_makes_anything_but_a_description_or_a_refusal(string chain)
    {
        var describer = Offline(TestChains.Registry.Get(chain));
        var vector = Signed(chain).First();
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
        var vector = Signed("ETH").First();
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

    private static JsonElement[] Vectors(string code) => [.. VectorFile.Load("vectors", "sign", $"{code}.json").EnumerateArray()];

    private static IEnumerable<JsonElement> Signed(string code) => Vectors(code).Where(vector => VectorRuling.Of(vector) != VectorRuling.Refused);

    /// <summary>Each transaction that is signed as the daemon describes it, with keys and look-ups, and as it is told without.</summary>
    private static async IAsyncEnumerable<(TransactionDescription Daemon, TransactionDescription Told, string Id)> DescribedTwiceAsync(string code)
    {
        var chain = TestChains.WithoutFeeLimit.Get(code);
        foreach (var vector in Signed(code))
        {
            var (prepared, _) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);
            yield return (prepared.Description, Describe(chain, vector), vector.GetProperty("id").GetString()!);
        }
    }

    private static IEnumerable<string> Facts(TransactionDescription told) =>
    [
        .. told.Sources.Select(source => $"from {source.Amount} {source.Token}"),
        .. told.Payments.Select(Facts),
        .. told.Calls.Select(Facts),
        told.WhyOpaque ?? "",
    ];

    private static string Facts(Payment payment) => $"{payment.Amount} {payment.Token} to {payment.Address} {payment.Recipient}";

    private static string Facts(ContractCall call) => string.Join('|', [
        call.Contract, call.Selector, call.Method, $"{call.IsTransfer}", .. call.Parties, .. call.Allowances.Select(Facts)]);
}
