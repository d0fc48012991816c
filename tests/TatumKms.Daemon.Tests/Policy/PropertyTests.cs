using System.Numerics;
using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

/// <summary>What must hold for every policy and every transaction; the seeds make failures come again.</summary>
public class PropertyTests
{
    private const int Rounds = 4_000;

    private static readonly string[] Addresses = [Alice, Bob, Eve, Mallory, Router, "the new contract", ""];
    private static readonly string[] Effects = ["allow", "requireApproval", "hold", "deny"];

    private static readonly string[] Whens =
    [
        "{}",
        """{"chain": "BTC"}""",
        """{"chain": ["ETH", "BSC"]}""",
        """{"network": "testnet"}""",
        """{"wallet": "label:hot"}""",
        """{"asset": "USDT"}""",
        """{"asset": ["BTC", "ETH"]}""",
        $$"""{"destination": "{{Eve}}"}""",
        $$"""{"destination": ["{{Alice}}", "{{Router}}"]}""",
        $$"""{"contract": "{{Usdt}}"}""",
        """{"method": "approve(address,uint256)"}""",
        """{"amount": {"max": "5 USDT"}}""",
        """{"amount": {"min": "3 sat", "max": "1 BTC"}}""",
        """{"fee": {"max": "5 sat"}}""",
        """{"fee": {"maxPercent": "10 %"}}""",
        """{"time": {"days": ["fri", "sat"]}}""",
        """{"time": {"from": "22:00", "to": "06:00"}}""",
        """{"danger": "opaque"}""",
        """{"danger": ["unknownMethod", "accountTakeover"]}""",
    ];

    [Fact]
    public void A_further_prohibition_and_one_permission_less_never_allow_more()
    {
        var random = new Random(1);
        for (var i = 0; i < Rounds; i++)
        {
            var rules = Enumerable.Range(0, random.Next(1, 6)).Select(n => AnyRule(random, $"r{n}", Effects[random.Next(4)])).ToList();
            var request = AnyRequest(random);
            var now = Now.AddHours(random.Next(200));
            var before = OfRules([.. rules]).Evaluate(request, Nothing, now).Effect;

            var denying = OfRules([.. rules, AnyRule(random, "more", "deny")]).Evaluate(request, Nothing, now).Effect;
            Assert.True(denying >= before, $"round {i}: a prohibition made {before} {denying}");

            var kept = rules.Where(rule => !rule.Contains("\"allow\"", StringComparison.Ordinal) || random.Next(2) == 0);
            var permitting = OfRules([.. kept]).Evaluate(request, Nothing, now).Effect;
            Assert.True(permitting >= before, $"round {i}: a permission less made {before} {permitting}");
        }
    }

    [Fact]
    public void A_part_more_never_makes_a_transaction_more_welcome()
    {
        var random = new Random(2);
        for (var i = 0; i < Rounds; i++)
        {
            var policy = OfRules([.. Enumerable.Range(0, random.Next(1, 6)).Select(n => AnyRule(random, $"r{n}", Effects[random.Next(4)]))]);
            var request = AnyRequest(random) with { Dangers = [] };
            if (request.Payments.Count + request.Calls.Count == 0)
            {
                continue; // nothing at all is a part of its own kind
            }

            var more = request with { Payments = [.. request.Payments, Sats(random.Next(9), "somebody else")] };

            Assert.True(policy.Effect(more) >= policy.Effect(request), $"round {i}");
        }
    }

    [Fact]
    public void Evaluation_never_throws()
    {
        var random = new Random(3);
        string[] limits =
        [
            """{"perTransaction": [{"max": "1 BTC"}, {"max": "1 USDT"}], "windows": [{"window": "7d", "max": "1 ETH", "maxCount": 3, "each": ["wallet", "destination"]}], "firstUseDelay": "30d"}""",
            """{"fees": [{"max": "1 sat", "maxPercent": "1 %"}], "allowedDestinations": ["0x1"], "deniedDestinations": ["x"], "firstUseDelay": "1m"}""",
        ];
        for (var i = 0; i < Rounds; i++)
        {
            var request = StrangeRequest(random);
            var history = new PolicyHistory([SpentRecord.Of(StrangeRequest(random) with { PendingId = "x" }, AnyTime(random))], []);

            var decision = OfLimits(limits[random.Next(limits.Length)]).Evaluate(request, history, AnyTime(random));

            Assert.NotEmpty(decision.Sentence);
            Assert.Equal(decision.Effect == PolicyEffect.Hold, decision.HoldUntil is not null);
        }
    }

    private static string AnyRule(Random random, string name, string effect) => Rule(Whens[random.Next(Whens.Length)], effect, name);

    private static PolicyRequest AnyRequest(Random random)
    {
        var chain = new[] { "BTC", "ETH", "BSC" }[random.Next(3)];
        ContractCall[] calls = [Transfer(), Approve(random.Next(9)), new(Router, "0x00000001", null) { Parties = [Eve] }, new(ContractCall.OfNetwork, null, null)];
        return On(chain) with
        {
            Network = random.Next(4) == 0 ? Network.Testnet : Network.Mainnet,
            Signers = random.Next(9) == 0 ? [] : [new PolicySigner(Wallet, random.Next(2) == 0 ? "hot" : null)],
            Payments = [.. Enumerable.Range(0, random.Next(3)).Select(_ => AnyPayment(random))],
            Calls = [.. calls.Where(_ => random.Next(4) == 0)],
            Fee = random.Next(3) == 0 ? null : new PolicyFee(new Amount(random.Next(9), 8, "BTC"), random.Next(60)),
            Dangers = random.Next(3) == 0 ? [(DangerKind)random.Next(4)] : [],
        };
    }

    private static PolicyPayment AnyPayment(Random random)
    {
        var to = Addresses[random.Next(Addresses.Length)];
        return random.Next(3) switch { 0 => Sats(random.Next(9), to), 1 => Dollars(random.Next(9), to), _ => Ether(random.Next(9), to) };
    }

    private static PolicyRequest StrangeRequest(Random random)
    {
        Amount Any() => random.Next(3) == 0
            ? new Amount((BigInteger.One << random.Next(600)) * random.Next(-1, 2), random.Next(-3, 50) * (random.Next(9) == 0 ? 40_000_000 : 1), random.Next(2) == 0 ? "BTC" : "")
            : random.Next(2) == 0 ? default : new Amount(random.Next(9), 8, "BTC");
        return AnyRequest(random) with
        {
            Chain = random.Next(3) == 0 ? default : ChainId.Parse("ETH"),
            Payments = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new PolicyPayment(Addresses[random.Next(Addresses.Length)], random.Next(2) == 0 ? null : Usdt, Any()))],
            Fee = random.Next(2) == 0 ? null : new PolicyFee(Any(), Any().BaseUnits),
            Dangers = [(DangerKind)random.Next(-1, 6)],
        };
    }

    private static DateTimeOffset AnyTime(Random random) => random.Next(4) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        _ => new DateTimeOffset(random.NextInt64(TimeSpan.FromDays(1).Ticks, DateTime.MaxValue.Ticks - TimeSpan.FromDays(1).Ticks), TimeSpan.FromHours(random.Next(-14, 15))),
    };
}
