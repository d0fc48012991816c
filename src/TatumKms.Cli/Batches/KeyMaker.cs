using TatumKms.Core;

namespace TatumKms.Cli.Batches;

/// <summary>Makes the keys of a batch.</summary>
internal sealed class KeyMaker(IChain chain, Network network)
{
    // The original's choice, kept so that nobody mistakes these keys for those of a wallet's first index.
    private const uint KeyIndex = 1;

    /// <summary>A new entry; the caller disposes it.</summary>
    public WalletEntry Make()
    {
        using var mnemonic = chain.GenerateWallet(network);
        using var privateKey = chain.DerivePrivateKey(mnemonic, KeyIndex);
        return chain.ImportPrivateKey(network, privateKey);
    }

    public string AddressOf(WalletEntry entry) => chain.DeriveAddress(entry, 0);

    /// <summary>Whether a stored key can be one of this batch.</summary>
    public bool Fits(WalletSummary stored) => stored.Chain == chain.Id && stored.Network == network;
}
