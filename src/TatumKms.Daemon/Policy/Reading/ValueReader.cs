using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy.Reading;

/// <summary>Reads single values: chains, wallets, amounts, addresses.</summary>
/// <param name="tokens">The tokens that the policy declares, by their names.</param>
/// <param name="lists">The policy's lists of destinations, by their names.</param>
internal sealed partial class ValueReader(IReadOnlyDictionary<string, PolicyAsset> tokens, IReadOnlyDictionary<string, IReadOnlySet<string>> lists)
{
    private const string LabelPrefix = "label:", ListPrefix = "list:";

    public static IReadOnlyList<ChainId> Chains(PolicyNode node) => [.. node.AsItems("'chain'").Select(Chain).Distinct()];

    public static ChainId Chain(PolicyNode node)
    {
        var code = node.AsText("A chain");
        return Coins.Chains.Contains(code, StringComparer.Ordinal)
            ? ChainId.Parse(code)
            : throw node.Wrong($"there is no chain '{code}'; known are {string.Join(", ", Coins.Chains)}.");
    }

    public static IReadOnlyList<Network> Networks(PolicyNode node) =>
    [
        .. node.AsItems("'network'").Select(item => item.AsText("A network") switch
        {
            "mainnet" => Network.Mainnet,
            "testnet" => Network.Testnet,
            _ => throw item.Wrong("a network is mainnet or testnet."),
        }),
    ];

    public static WalletSet Wallets(PolicyNode node)
    {
        HashSet<SignatureId> ids = [];
        HashSet<string> labels = new(StringComparer.Ordinal);
        foreach (var item in node.AsItems("'wallet'"))
        {
            var text = item.AsText("A wallet");
            if (text.StartsWith(LabelPrefix, StringComparison.Ordinal) && text.Length > LabelPrefix.Length)
            {
                labels.Add(text[LabelPrefix.Length..]);
            }
            else if (SignatureId.TryParse(text, out var id))
            {
                ids.Add(id);
            }
            else
            {
                throw item.Wrong($"'{text}' is neither a signature id nor {LabelPrefix} and a label.");
            }
        }

        return new WalletSet(ids, labels);
    }

    /// <summary>Addresses, and the names of lists of them.</summary>
    public IReadOnlySet<string> Destinations(PolicyNode node) =>
        node.AsItems("'destination'").SelectMany(Destination).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Contracts(PolicyNode node) =>
        node.AsItems("'contract'").Select(item => AddressText.Normalize(item.AsText("A contract"))).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Methods(PolicyNode node) =>
        node.AsItems("'method'").Select(item => item.AsText("A method")).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<PolicyAsset> Assets(PolicyNode node) => [.. node.AsItems("'asset'").Select(Asset)];

    public PolicyAmount Amount(PolicyNode node)
    {
        var text = node.AsText("An amount");
        var match = AmountForm().Match(text);
        if (!match.Success)
        {
            throw node.Wrong($"'{text}' is not an amount such as \"0.5 BTC\", \"1000 wei\" or \"10 USDT\".");
        }

        var name = match.Groups["unit"].Value;
        var unit = Coins.Unit(name);
        var asset = FindAsset(unit?.Coin ?? name) ?? throw node.Wrong(UnknownAsset(name));
        var fraction = match.Groups["fraction"].Value;
        var places = unit?.Decimals ?? 0;
        if (fraction.Length > 0 && unit is not null)
        {
            throw node.Wrong($"there is nothing smaller than one {name}.");
        }

        return asset.Decimals is { } decimals && fraction.Length > decimals
            ? throw node.Wrong($"{name} has {decimals} decimals, fewer than {text}.")
            : new PolicyAmount(Number(match.Groups["whole"].Value, fraction) / BigInteger.Pow(10, places), asset);
    }

    public static PolicyPercent Percent(PolicyNode node)
    {
        var text = node.AsText("A percentage");
        return PercentForm().Match(text) is { Success: true } match
            ? new PolicyPercent(BigInteger.Parse(match.Groups["whole"].Value + match.Groups["fraction"].Value.PadRight(PolicyPercent.Places, '0'), CultureInfo.InvariantCulture))
            : throw node.Wrong($"'{text}' is not a percentage such as \"2.5 %\".");
    }

    /// <summary>A time: a number and m, h or d.</summary>
    public static TimeSpan Duration(PolicyNode node)
    {
        var text = node.AsText("A duration");
        var match = DurationForm().Match(text);
        if (!match.Success)
        {
            throw node.Wrong($"'{text}' is not a duration such as \"30m\", \"24h\" or \"7d\".");
        }

        var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    private PolicyAsset Asset(PolicyNode node)
    {
        var name = node.AsText("An asset");
        return FindAsset(name) ?? throw node.Wrong(UnknownAsset(name));
    }

    private PolicyAsset? FindAsset(string name) => tokens.TryGetValue(name, out var token) ? token : Coins.Find(name);

    private static string UnknownAsset(string name) =>
        $"there is no asset '{name}'; coins are {string.Join(", ", Coins.Symbols.Order(StringComparer.Ordinal))}, tokens are declared in 'assets'.";

    private IEnumerable<string> Destination(PolicyNode node)
    {
        var text = node.AsText("A destination");
        return !text.StartsWith(ListPrefix, StringComparison.Ordinal) ? [AddressText.Normalize(text)]
            : lists.TryGetValue(text[ListPrefix.Length..], out var list) ? list
            : throw node.Wrong($"there is no list '{text[ListPrefix.Length..]}' in 'lists'.");
    }

    /// <summary>In 10^-36.</summary>
    private static BigInteger Number(string whole, string fraction) =>
        BigInteger.Parse(whole + fraction.PadRight(Coins.Places, '0'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<whole>[0-9]{1,40})(\.(?<fraction>[0-9]{1,18}))? (?<unit>[A-Za-z][A-Za-z0-9._-]{0,31})\z")]
    private static partial Regex AmountForm();

    [GeneratedRegex(@"\A(?<whole>[0-9]{1,3})(\.(?<fraction>[0-9]{1,6}))? ?%\z")]
    private static partial Regex PercentForm();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,4})(?<unit>[mhd])\z")]
    private static partial Regex DurationForm();
}
