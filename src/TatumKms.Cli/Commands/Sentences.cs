using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary>How things are called in sentences.</summary>
internal static class Sentences
{
    /// <summary>A wallet, as "wallet 6d78… (BTC, testnet)".</summary>
    public static string Name(WalletSummary wallet) => $"wallet {wallet.Id} ({wallet.Chain}, {wallet.Network.Name()})";

    /// <summary>A number of wallets: "1 wallet", "2 wallets".</summary>
    public static string Wallets(int count) => count == 1 ? "1 wallet" : $"{count} wallets";
}
