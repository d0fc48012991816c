using System.Collections.Concurrent;
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

    /// <summary>What is known of keys that were looked at: a wallet never changes its key. Public keys only.</summary>
    private readonly ConcurrentDictionary<(ChainId Chain, SignatureId Id, uint? Index), string> _names = new();

    /// <summary>The keys in the order of <see cref="IChain.SelectKeys"/>, without those that may be missing and are. The caller disposes them.</summary>
    /// <exception cref="RefusedException">A key is missing, or of another chain or network.</exception>
    public ResolvedKeys Resolve(IChain chain, PendingTransaction transaction, IWalletSnapshot snapshot)
    {
        var requests = chain.SelectKeys(transaction);
        var entries = new Dictionary<SignatureId, WalletEntry?>();
        try
        {
            foreach (var id in requests.Select(request => request.Id).Distinct())
            {
                entries[id] = options.MayUse(id) ? snapshot.Find(id) : null;
            }

            return Resolve(chain, requests, entries);
        }
        finally
        {
            foreach (var entry in entries.Values)
            {
                entry?.Dispose();
            }
        }
    }

    /// <summary>A name for a key that is the same for every wallet that has it.</summary>
    public static string NameOf(IChain chain, ReadOnlyMemory<byte> publicKey) => $"{chain.Id} key {Convert.ToHexStringLower(publicKey.Span)}";

    /// <summary>The names of the keys that a transaction wants, as far as they can be found; what is wrong with it is told when it is worked on.</summary>
    public IReadOnlyList<string> NamesOf(IChain chain, PendingTransaction transaction, IWalletSnapshot snapshot)
    {
        try
        {
            return [.. chain.SelectKeys(transaction).Select(request => FindName(chain, request, snapshot)).OfType<string>()];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private string? FindName(IChain chain, KeyRequest request, IWalletSnapshot snapshot)
    {
        var which = (chain.Id, request.Id, request.Index);
        if (_names.TryGetValue(which, out var known))
        {
            return known;
        }

        using var entry = options.MayUse(request.Id) ? snapshot.Find(request.Id) : null;
        using var key = entry is null ? null : Find(chain, request, entry);
        return key is null ? null : _names.GetOrAdd(which, NameOf(chain, key.PublicKey));
    }

    private ResolvedKeys Resolve(IChain chain, IReadOnlyList<KeyRequest> requests, Dictionary<SignatureId, WalletEntry?> entries)
    {
        // All of them, so that they need not be found one by one.
        SignatureId[] unknown = [.. entries.Where(found => found.Value is null).Select(found => found.Key)];
        if (requests.Any(request => !request.MayBeMissing && entries[request.Id] is null))
        {
            throw new RefusedException(NotInTheStore(unknown));
        }

        var keys = new List<SigningKey>();
        try
        {
            foreach (var request in requests)
            {
                if (entries[request.Id] is { } entry && Find(chain, request, entry) is { } key)
                {
                    keys.Add(key);
                }
            }

            return keys.Count > 0
                ? new ResolvedKeys(keys, entries.ToDictionary(found => found.Key, found => found.Value?.Label))
                : throw new RefusedException(unknown.Length == 0 ? NothingFound : $"{NothingFound} {NotInTheStore(unknown)}");
        }
        catch
        {
            keys.ForEach(key => key.Dispose());
            throw;
        }
    }

    private static string NotInTheStore(SignatureId[] unknown) => unknown switch
    {
        [var single] => $"Wallet {single} is not in the store of this KMS.",
        { Length: <= MaxNamed } => $"Wallets {string.Join(", ", unknown)} are not in the store of this KMS.",
        _ => $"Wallets {string.Join(", ", unknown.Take(MaxNamed))} and {unknown.Length - MaxNamed} more are not in the store of this KMS.",
    };

    private SigningKey? Find(IChain chain, KeyRequest request, WalletEntry entry)
    {
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

/// <summary>The keys that sign a transaction, and what their owner has written on the entries of the store that they are from.</summary>
internal sealed class ResolvedKeys(IReadOnlyList<SigningKey> keys, IReadOnlyDictionary<SignatureId, string?> labels) : IDisposable
{
    /// <summary>The keys, in the order in which the chain wants them.</summary>
    public IReadOnlyList<SigningKey> Keys => keys;

    /// <summary>The label of an entry, or nothing.</summary>
    public string? LabelOf(SignatureId id) => labels.GetValueOrDefault(id);

    public void Dispose()
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }
}
