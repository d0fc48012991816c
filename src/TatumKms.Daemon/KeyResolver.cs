using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>Finds the private keys that a pending transaction wants, and refuses those that are not for it.</summary>
internal sealed class KeyResolver(DaemonOptions options)
{
    // The original's words come first: people search for them.
    private const string NothingFound =
        "Wallets with requested private keys were not found. Either no wallet of the transaction is in the store, "
        + "or a mnemonic-based wallet was asked for without 'index': give 'index' to say which of its keys shall sign.";

    private const int MaxNamed = 10;

    /// <summary>The keys in the order of <see cref="IChain.SelectKeys"/>, without those that may be missing and are. The caller disposes them.</summary>
    /// <exception cref="RefusedException">A key is missing, or of another chain or network.</exception>
    public IReadOnlyList<SigningKey> Resolve(IChain chain, PendingTransaction transaction, IWalletSnapshot snapshot)
    {
        var keys = new List<SigningKey>();
        var requests = chain.SelectKeys(transaction);
        var unknown = Unknown(requests, snapshot);
        var passedOver = unknown.ToHashSet();
        try
        {
            if (requests.Any(request => !request.MayBeMissing && passedOver.Contains(request.Id)))
            {
                throw new RefusedException(NotInTheStore(unknown));
            }

            foreach (var request in requests.Where(request => !passedOver.Contains(request.Id)))
            {
                if (Find(chain, request, snapshot) is { } key)
                {
                    keys.Add(key);
                }
            }

            return keys.Count > 0 ? keys
                : throw new RefusedException(unknown.Count == 0 ? NothingFound : $"{NothingFound} {NotInTheStore(unknown)}");
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

    /// <summary>What the store does not have, or may not give, each once: all of them, so that they need not be found one by one.</summary>
    private List<SignatureId> Unknown(IReadOnlyList<KeyRequest> requests, IWalletSnapshot snapshot)
    {
        var unknown = new List<SignatureId>();
        foreach (var id in requests.Select(request => request.Id).Distinct())
        {
            using var entry = options.Wallets?.Contains(id) ?? true ? snapshot.Find(id) : null;
            if (entry is null)
            {
                unknown.Add(id);
            }
        }

        return unknown;
    }

    private static string NotInTheStore(List<SignatureId> unknown) => unknown switch
    {
        [var single] => $"Wallet {single} is not in the store of this KMS.",
        { Count: <= MaxNamed } => $"Wallets {string.Join(", ", unknown)} are not in the store of this KMS.",
        _ => $"Wallets {string.Join(", ", unknown.Take(MaxNamed))} and {unknown.Count - MaxNamed} more are not in the store of this KMS.",
    };

    private SigningKey? Find(IChain chain, KeyRequest request, IWalletSnapshot snapshot)
    {
        using var entry = snapshot.Find(request.Id)!;
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
