using TatumKms.Core;

namespace TatumKms.Cli.Reports;

/// <summary>What the list says of an entry. The address is the stored one, or that of index 0; nothing where this version cannot tell.</summary>
internal sealed record ListedWallet(WalletSummary Summary, string Type, string? Address, string? Label)
{
    public static ListedWallet Make(IWalletSnapshot snapshot, WalletSummary summary, ChainRegistry chains)
    {
        try
        {
            using var entry = snapshot.Find(summary.Id)!;
            return new ListedWallet(summary, TypeOf(entry), AddressOf(entry, chains), entry.Label);
        }
        catch (KmsException)
        {
            // One entry that cannot be used must not hide the others; report says what is wrong with it.
            return new ListedWallet(summary, "OTHER", null, null);
        }
    }

    private static string TypeOf(WalletEntry entry) =>
        entry.Mnemonic is not null ? "MNEMONIC"
        : entry.PrivateKey is not null ? "PRIVATE_KEY"
        : entry.Secret is not null ? "SECRET"
        : "OTHER";

    private static string? AddressOf(WalletEntry entry, ChainRegistry chains)
    {
        try
        {
            return entry.Address ?? (chains.TryGet(entry.Chain, out var chain) ? chain.DeriveAddress(entry, 0) : null);
        }
        catch (KmsException)
        {
            return null;
        }
    }
}
