namespace TatumKms.Core;

/// <summary>The encrypted file of wallets. Every call reads the newest state; writers take turns by a lock.</summary>
public interface IWalletStore : IDisposable
{
    /// <summary>Decrypts the store, asking for the password the first time.</summary>
    /// <exception cref="KmsException">Not found, wrong password, damaged, unreadable.</exception>
    Task<IWalletSnapshot> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Something that is another after each change of the file, found out without reading it: as long as it is the same, an opened state
    /// is the newest. Nothing, where there is no file or that cannot be told.
    /// </summary>
    string? GetStamp();

    /// <summary>Adds entries, newest first, in one write; makes the store when there is none. On return they are durable.</summary>
    /// <exception cref="KmsException">Wrong password, damaged, locked, not writable; then nothing was changed.</exception>
    Task AddAsync(IReadOnlyList<NewWallet> wallets, CancellationToken cancellationToken);

    /// <summary>Removes an entry; the generation before stays beside the store.</summary>
    /// <exception cref="KmsException">No such entry, or as for <see cref="AddAsync"/>.</exception>
    Task RemoveAsync(SignatureId id, CancellationToken cancellationToken);

    /// <summary>Asks for the password now (twice when the store is new) and proves it on the store that exists, so that a later call cannot fail for it.</summary>
    Task UnlockAsync(CancellationToken cancellationToken);
}

/// <summary>An entry and the id under which it is stored.</summary>
public sealed record NewWallet(SignatureId Id, WalletEntry Entry);

/// <summary>A decrypted state of the store. Owns the plaintext: dispose it.</summary>
public interface IWalletSnapshot : IDisposable
{
    /// <summary>The number of the write that made this state, from 1; 0 for a file of the original.</summary>
    long Generation { get; }

    /// <summary>All entries without their secrets, newest first.</summary>
    IReadOnlyList<WalletSummary> Wallets { get; }

    /// <summary>An entry, or nothing. The caller disposes it.</summary>
    WalletEntry? Find(SignatureId id);

    /// <summary>The entry's JSON as it is stored, unknown members included, UTF-8; or nothing. The caller disposes it.</summary>
    SecretBytes? FindJson(SignatureId id);

    /// <summary>The whole plaintext: a JSON object of id and entry, UTF-8. Lives as long as the snapshot.</summary>
    ReadOnlySpan<byte> Json { get; }
}

/// <summary>What can be said of an entry without a secret.</summary>
public sealed record WalletSummary(SignatureId Id, ChainId Chain, Network Network);
