using TatumKms.Core;

namespace TatumKms.Chains;

/// <summary>Finds the keys of an <see cref="OfflineTransaction"/>.</summary>
internal static class OfflineKeys
{
    /// <exception cref="KmsException">There is no such wallet.</exception>
    public static WalletSummary Summary(IWalletSnapshot wallets, SignatureId id) =>
        wallets.Wallets.FirstOrDefault(wallet => wallet.Id == id) ?? throw NotThere(id);

    /// <summary>The key of a signer; the caller disposes it.</summary>
    /// <exception cref="RefusedException">A mnemonic has many keys, and none was named.</exception>
    public static SigningKey Derive(IChain chain, IWalletSnapshot wallets, IndexedSigner signer)
    {
        using var entry = wallets.Find(signer.Id) ?? throw NotThere(signer.Id);
        if (signer.Index is null && entry.PrivateKey is null && entry.Secret is null)
        {
            throw new RefusedException($"Wallet {signer.Id} is mnemonic-based: give an index to say which of its keys shall sign.");
        }

        var privateKey = chain.DerivePrivateKey(entry, signer.Index ?? 0);
        try
        {
            return new SigningKey(privateKey, chain.GetPublicKey(entry.Network, privateKey));
        }
        catch
        {
            privateKey.Dispose();
            throw;
        }
    }

    private static KmsException NotThere(SignatureId id) =>
        new(KmsError.NotFound, $"Wallet {id} is not in the store.", "IWalletSnapshot.Wallets lists those that are.");
}
