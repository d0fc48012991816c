using System.Numerics;
using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Tests.Policy;

/// <summary>Made-up transactions and policies.</summary>
internal static class Facts
{
    public const string Alice = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", Bob = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    public const string Usdt = "0xdAC17F958D2ee523a2206206994597C13D831ec7", Router = "0x7a250d5630b4cf539739df2c5dacb4c659f2488d";
    public const string Eve = "0x1111111111111111111111111111111111111111", Mallory = "0x2222222222222222222222222222222222222222";

    /// <summary>Declares USDT and opens the rules.</summary>
    public const string Rules = """{"version": 1, "assets": {"USDT": {"chain": "ETH", "contract": "0xdAC17F958D2ee523a2206206994597C13D831ec7", "decimals": 6}}, "rules": """;

    public static readonly SignatureId Wallet = SignatureId.Parse("6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11");
    public static readonly SignatureId Other = SignatureId.Parse("6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b22");
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero); // a Friday
    public static readonly PolicyHistory Nothing = new();

    public static PolicyDocument Policy(string json) => PolicyDocument.Parse(Encoding.UTF8.GetBytes(json), "policy.json");

    /// <summary>A policy of rules alone.</summary>
    public static PolicyDocument OfRules(params string[] rules) => Policy($"{Rules}[{string.Join(",", rules)}]}}");

    /// <summary>A policy of limits beside a rule that allows all.</summary>
    public static PolicyDocument OfLimits(string limits) =>
        Policy($$"""{{Rules}}[{"name": "all", "effect": "allow"}, {"name": "dangers", "when": {"danger": ["opaque", "accountTakeover", "unknownMethod", "unlimitedApproval"]}, "effect": "allow"}], "limits": {{limits}}}""");

    public static string Rule(string when, string effect = "allow", string name = "rule") => $$"""{"name": "{{name}}", "when": {{when}}, "effect": "{{effect}}"}""";

    /// <summary>A transaction on Bitcoin.</summary>
    public static PolicyRequest Bitcoin(params PolicyPayment[] payments) => On("BTC") with { Payments = payments };

    /// <summary>A transaction on Ethereum.</summary>
    public static PolicyRequest Ethereum(params PolicyPayment[] payments) => On("ETH") with { Payments = payments };

    public static PolicyRequest On(string chain) => new()
    {
        PendingId = "p1",
        Chain = ChainId.Parse(chain),
        Network = Network.Mainnet,
        Signers = [new PolicySigner(Wallet, "hot")],
    };

    /// <summary>A payment of satoshi.</summary>
    public static PolicyPayment Sats(BigInteger satoshi, string to = Alice) => new(to, null, new Amount(satoshi, 8, "BTC"));

    /// <summary>A payment of ether.</summary>
    public static PolicyPayment Ether(long coins, string to = Eve) => new(to, null, new Amount(coins * BigInteger.Pow(10, 18), 18, "ETH"));

    /// <summary>A payment of USDT as call data tells it: without decimals.</summary>
    public static PolicyPayment Dollars(long dollars, string to = Eve) => new(to, Usdt, new Amount(dollars * 1_000_000L, 0, $"units of {Usdt}"));

    /// <summary>The call that pays USDT.</summary>
    public static ContractCall Transfer(string to = Eve) => new(Usdt, "0xa9059cbb", "transfer(address,uint256)") { Parties = [to], IsTransfer = true };

    /// <summary>The call that lets somebody take USDT.</summary>
    public static ContractCall Approve(long dollars, string spender = Router) => new(Usdt, "0x095ea7b3", "approve(address,uint256)")
    {
        Parties = [spender],
        Allowances = [new Payment(spender, new Amount(dollars * 1_000_000L, 0, "units")) { Token = Usdt }],
    };

    public static PolicyEffect Effect(this PolicyDocument policy, PolicyRequest request) => policy.Evaluate(request, Nothing, Now).Effect;

    public static SpentRecord Spent(PolicyRequest request, DateTimeOffset time, string id) => SpentRecord.Of(request with { PendingId = id }, time);
}
