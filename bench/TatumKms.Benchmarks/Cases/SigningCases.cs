namespace TatumKms.Benchmarks.Cases;

/// <summary>What is signed: of each chain an ordinary transfer, and of some chains more.</summary>
internal static class SigningCases
{
    public static IReadOnlyList<SigningCase> All { get; } =
    [
        Vector("BTC P2PKH", "BTC", "BTC/p2pkh-1in-change-fee/0"),
        Vector("BTC P2WPKH", "BTC", "BTC/p2wpkh-1in-change-fee/0"),
        new("BTC P2TR", MadeVectors.Taproot, Curve.Secp256k1, 1),
        new("BTC P2WPKH, 100 inputs", () => MadeVectors.ManyInputs(100), Curve.Secp256k1, 100),
        Vector("LTC P2WPKH", "LTC", "LTC/p2wpkh-1in-change-fee/0"),
        Vector("DOGE P2PKH", "DOGE", "DOGE/p2pkh-1in-1out/0"),
        Vector("BCH P2PKH", "BCH", "BCH/p2pkh-1in-1out/0"),
        Vector("ETH legacy", "ETH", "ETH/sdk-native-with-fee/1"),
        new("ETH EIP-1559", MadeVectors.DynamicFee, Curve.Secp256k1, 1),
        Vector("ETH ERC-20", "ETH", "ETH/sdk-erc20-transfer/0"),
        Vector("BSC", "BSC", "BSC/sdk-native-with-fee/0"),
        Vector("MATIC", "MATIC", "MATIC/sdk-native-with-fee/0"),
        Vector("KLAY", "KLAY", "KLAY/klay-value-transfer/0"),
        Vector("CELO", "CELO", "CELO/native-complete/0"),
        Vector("XDC", "XDC", "XDC/sdk-native-with-fee/0"),
        Vector("ONE", "ONE", "ONE/sdk-native-with-fee/0"),
        Vector("KCS", "KCS", "KCS/sdk-native-with-fee/0"),
        Vector("TRON", "TRON", "TRON/trx-transfer/0"),
        Vector("VET", "VET", "VET/complete/0"),
        Vector("XRP", "XRP", "xrp-payment-xrp-secp256k1-0-d"),
        Vector("XLM", "XLM", "xlm-payment-native-mainnet-0-d", Curve.Ed25519),
        Vector("SOL", "SOL", "sol-transfer-0-d", Curve.Ed25519),
        Vector("ALGO", "ALGO", "algo-pay-0-d", Curve.Ed25519),
        Vector("EGLD", "EGLD", "egld-transfer-mnemonic-0-d", Curve.Ed25519),
        Vector("FLOW", "FLOW", "flow-custom-0-d"),
        Vector("ADA", "ADA", "ada-change-output-mainnet-0-d", Curve.Ed25519),
        Vector("BNB", "BNB", "bnb-transfer-mainnet-0-d"),
    ];

    private static SigningCase Vector(string name, string chain, string id, Curve curve = Curve.Secp256k1) =>
        new(name, () => VectorResource.Load($"sign/{chain}.json").EnumerateArray().Single(vector => vector.GetProperty("id").GetString() == id), curve, 1);
}
