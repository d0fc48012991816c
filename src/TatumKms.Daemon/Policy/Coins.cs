using System.Collections.Frozen;
using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>The coins of the chains and the small units that people write, as a policy may name them.</summary>
public static class Coins
{
    /// <summary>Decimal places of the numbers that amounts are compared as: more than any asset has.</summary>
    internal const int Places = 36;

    private static readonly FrozenDictionary<string, string[]> ChainsOfCoin = new Dictionary<string, string[]>
    {
        ["BTC"] = ["BTC"],
        ["LTC"] = ["LTC"],
        ["DOGE"] = ["DOGE"],
        ["BCH"] = ["BCH"],
        ["ETH"] = ["ETH"],
        ["BNB"] = ["BSC", "BNB"],
        ["POL"] = ["MATIC"],
        ["KLAY"] = ["KLAY"],
        ["CELO"] = ["CELO"],
        ["XDC"] = ["XDC"],
        ["ONE"] = ["ONE"],
        ["KCS"] = ["KCS"],
        ["TRX"] = ["TRON"],
        ["VET"] = ["VET"],
        ["VTHO"] = ["VET"],
        ["XRP"] = ["XRP"],
        ["XLM"] = ["XLM"],
        ["SOL"] = ["SOL"],
        ["ALGO"] = ["ALGO"],
        ["EGLD"] = ["EGLD"],
        ["ADA"] = ["ADA"],
        ["FLOW"] = ["FLOW"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, PolicyAsset> Assets = ChainsOfCoin.ToFrozenDictionary(
        coin => coin.Key,
        coin => new PolicyAsset(coin.Key, [.. coin.Value.Select(ChainId.Parse)], Token: null, Decimals: null),
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Coin, int Decimals)> Units = new Dictionary<string, (string, int)>
    {
        ["satoshi"] = ("BTC", 8),
        ["sat"] = ("BTC", 8),
        ["wei"] = ("ETH", 18),
        ["sun"] = ("TRX", 6),
        ["drops"] = ("XRP", 6),
        ["stroops"] = ("XLM", 7),
        ["lamports"] = ("SOL", 9),
        ["microalgos"] = ("ALGO", 6),
        ["lovelace"] = ("ADA", 6),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The codes of all chains.</summary>
    public static IEnumerable<string> Chains => ChainsOfCoin.Values.SelectMany(chains => chains).Distinct().Order(StringComparer.Ordinal);

    /// <summary>All symbols of coins.</summary>
    public static IEnumerable<string> Symbols => ChainsOfCoin.Keys;

    /// <summary>The coin of a symbol, or nothing.</summary>
    internal static PolicyAsset? Find(string symbol) => Assets.GetValueOrDefault(symbol);

    /// <summary>The coin and the decimals of a small unit, or nothing.</summary>
    internal static (string Coin, int Decimals)? Unit(string name) => Units.TryGetValue(name, out var unit) ? unit : null;

    /// <summary>Base units of so many decimals as a number that can be compared; nothing where it makes no sense.</summary>
    internal static BigInteger? Exact(BigInteger baseUnits, int decimals) =>
        decimals is >= 0 and <= Places && baseUnits.Sign >= 0 ? baseUnits * BigInteger.Pow(10, Places - decimals) : null;

    /// <summary>Whether amounts of tokens on a chain carry their own decimals; elsewhere they are base units, of decimals that a policy declares.</summary>
    internal static bool TokensTellDecimals(ChainId chain) => chain.Code is "XRP" or "XLM";

    /// <summary>An amount for people, whatever its decimals are.</summary>
    internal static string Text(Amount amount) => amount.Decimals is >= 0 and <= Places ? amount.ToString() : $"{amount.BaseUnits} base units {amount.Symbol}";
}
