namespace TatumKms.Sandbox;

/// <summary>The chains of the KMS endpoints: their codes, and the names that paths of the API call them by.</summary>
internal static class SandboxChains
{
    private static readonly Dictionary<string, string> CodesByName = new(StringComparer.Ordinal)
    {
        ["bitcoin"] = "BTC",
        ["litecoin"] = "LTC",
        ["dogecoin"] = "DOGE",
        ["bcash"] = "BCH",
        ["ethereum"] = "ETH",
        ["bsc"] = "BSC",
        ["polygon"] = "MATIC",
        ["klaytn"] = "KLAY",
        ["celo"] = "CELO",
        ["xdc"] = "XDC",
        ["one"] = "ONE",
        ["kcs"] = "KCS",
        ["vet"] = "VET",
        ["tron"] = "TRON",
        ["xrp"] = "XRP",
        ["xlm"] = "XLM",
        ["solana"] = "SOL",
        ["bnb"] = "BNB",
        ["flow"] = "FLOW",
        ["egld"] = "EGLD",
        ["ada"] = "ADA",
        ["algorand"] = "ALGO",
    };

    private static readonly HashSet<string> Codes = new(CodesByName.Values, StringComparer.Ordinal);

    public static bool IsCode(string code) => Codes.Contains(code);

    public static string? CodeOf(string name) => CodesByName.GetValueOrDefault(name);
}
