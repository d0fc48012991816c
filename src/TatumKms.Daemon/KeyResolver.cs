using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>Finds the private keys that a pending transaction wants, and refuses those that are not for it.</summary>
internal sealed class KeyResolver(DaemonOptions options)
{
    // The original's words come first: people search for them.
    private const string NothingFound =
        "Wallets with requested private keys were not found. Either no wallet of the transaction is in the store, "
        + "or a mnemonic-based wallet was asked for without 'index': give 'index' to say which of its keys shall sign.";

    /// <summary>The keys in the order of <see cref="IChain.SelectKeys"/>, without those that may be missing and are. The caller disposes them.</summary>
    /// <exception cref="RefusedException">A key is missing, or of another chain or network.</exception>
    public IReadOnlyList<SigningKey> Resolve(IChain chain, PendingTransaction transaction, IWalletSnapshot snapshot)
    {
        var keys = new List<SigningKey>();
        try
        {
            foreach (var request in chain.SelectKeys(transaction))
            {
                if (Find(chain, request, snapshot) is { } key)
                {
                    keys.Add(key);
                }
            }

            return keys.Count > 0 ? keys : throw new RefusedException(NothingFound);
        }
        catch
        {
            Dispose(keys);
            throw;
        }
    }

    public static void Dispose(IReadOnlyList<SigningKey> keys)
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }

    private SigningKey? Find(IChain chain, KeyRequest request, IWalletSnapshot snapshot)
    {
        var mayUse = options.Wallets?.Contains(request.Id) ?? true;
        using var entry = mayUse ? snapshot.Find(request.Id) : null;
        if (entry is null)
        {
            return request.MayBeMissing ? null : throw new RefusedException($"Wallet {request.Id} is not in the store of this KMS.");
        }

        if (entry.Chain != chain.Id)
        {
            throw new RefusedException($"Wallet {request.Id} is for {entry.Chain}, but the transaction is for {chain.Id}.");
        }

        if (entry.Network != options.Network)
        {
            throw new RefusedException($"Wallet {request.Id} is for the {Name(entry.Network)}, but this KMS signs for the {Name(options.Network)}.");
        }

        var holdsKey = entry.PrivateKey is not null || entry.Secret is not null;
        if (holdsKey || request.Index is not null)
        {
            // An entry that holds its one key pays no heed to the index; one with a mnemonic beside it has a key for each.
            return MakeKey(chain, entry, request.Id, request.Index ?? 0);
        }

        return request.MayBeMissing
            ? null
            : throw new RefusedException($"Wallet {request.Id} is mnemonic-based: give 'index' to say which of its keys shall sign.");
    }

    private static SigningKey MakeKey(IChain chain, WalletEntry entry, SignatureId id, uint index)
    {
        SecretBytes? privateKey = null;
        try
        {
            privateKey = chain.DerivePrivateKey(entry, index);
            return new SigningKey(privateKey, chain.GetPublicKey(entry.Network, privateKey));
        }
        catch (KmsException problem)
        {
            privateKey?.Dispose();
            throw new RefusedException($"Wallet {id} cannot give a key. {problem.Message}", problem);
        }
        catch
        {
            privateKey?.Dispose();
            throw;
        }
    }

    private static string Name(Network network) => network == Network.Testnet ? "test network" : "main network";
}
