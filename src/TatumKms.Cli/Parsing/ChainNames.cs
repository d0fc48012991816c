namespace TatumKms.Cli.Parsing;

/// <summary>The chains as people call them, for hints: commands take codes alone.</summary>
internal static class ChainNames
{
    /// <summary>The code of a chain by its name or by the name of its coin, or nothing.</summary>
    public static string? FindCode(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "BITCOIN" => "BTC",
        "LITECOIN" => "LTC",
        "DOGECOIN" => "DOGE",
        "BITCOINCASH" => "BCH",
        "ETHEREUM" => "ETH",
        "BINANCESMARTCHAIN" or "BNBSMARTCHAIN" => "BSC",
        "POLYGON" or "POL" => "MATIC",
        "KLAYTN" or "KAIA" => "KLAY",
        "HARMONY" => "ONE",
        "KUCOIN" => "KCS",
        "TRX" => "TRON",
        "VECHAIN" => "VET",
        "RIPPLE" or "XRPLEDGER" => "XRP",
        "STELLAR" => "XLM",
        "SOLANA" => "SOL",
        "ALGORAND" => "ALGO",
        "ELROND" or "MULTIVERSX" => "EGLD",
        "CARDANO" => "ADA",
        "BINANCECHAIN" or "BEACONCHAIN" => "BNB",
        _ => null,
    };
}
