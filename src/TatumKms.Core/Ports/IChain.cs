namespace TatumKms.Core;

/// <summary>All that the product needs to know of one chain. Pure but for <see cref="PrepareAsync"/>; never sees HTTP or a file.</summary>
public interface IChain
{
    /// <summary>The chain.</summary>
    ChainId Id { get; }

    /// <summary>A sentence for whoever makes or stores a key of the chain, where there is something to know first; else nothing.</summary>
    string? Warning => null;

    /// <summary>Makes what the store keeps: from a new mnemonic of 24 words, or from the one given.</summary>
    /// <param name="network">The network that the wallet is for.</param>
    /// <param name="mnemonic">A mnemonic sentence in UTF-8, or nothing for a new one; stays the caller's.</param>
    /// <exception cref="KmsException">The mnemonic is not valid (<see cref="KmsError.Usage"/>).</exception>
    WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null);

    /// <summary>Makes the entry for a private key that exists already, proving that it is usable on the chain and network.</summary>
    /// <param name="network">The network that the key is for.</param>
    /// <param name="privateKey">The key in the chain's text form, UTF-8; stays the caller's.</param>
    /// <exception cref="KmsException">The key is malformed, out of range, or of another network (<see cref="KmsError.Usage"/>).</exception>
    WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey);

    /// <summary>The address of an entry: of its key at an index, or of the one key that it holds.</summary>
    /// <param name="entry">An entry of this chain.</param>
    /// <param name="index">0 to 2^31-1; not used where the entry holds one key.</param>
    /// <exception cref="KmsException">The entry cannot give one (<see cref="KmsError.StoreDamaged"/>).</exception>
    string DeriveAddress(WalletEntry entry, uint index);

    /// <summary>The private key of an entry at an index, or the one key that it holds, in the chain's text form, UTF-8. The caller owns it.</summary>
    /// <exception cref="KmsException">The entry cannot give one (<see cref="KmsError.StoreDamaged"/>).</exception>
    SecretBytes DerivePrivateKey(WalletEntry entry, uint index);

    /// <summary>
    /// The derivation path of the keys of an entry's mnemonic, <c>{index}</c> standing for the index, on chains where the original
    /// ignores a mnemonic; nothing on the others, whose pages name it, and for entries that hold a key alone.
    /// </summary>
    string? MnemonicPath(WalletEntry entry) => null;

    /// <summary>The public key of a private key in the chain's text form.</summary>
    /// <exception cref="KmsException">The key is malformed or of another network (<see cref="KmsError.Usage"/>).</exception>
    ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey);

    /// <summary>Which keys a pending transaction wants.</summary>
    /// <exception cref="RefusedException">The transaction does not say it in a way that can be followed.</exception>
    IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction);

    /// <summary>Reads and checks the transaction and looks up what is missing in it.</summary>
    /// <param name="transaction">What the API delivered.</param>
    /// <param name="network">The network that the daemon runs for.</param>
    /// <param name="publicKeys">The public keys of the signers, in the order of <see cref="SelectKeys"/>, without those that are missing.</param>
    /// <param name="node">Answers look-ups.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RefusedException">The transaction is malformed or unsafe, or the keys do not fit it.</exception>
    Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken);

    /// <summary>Signs: no I/O, the same bytes each time, every signature verified before it is returned.</summary>
    /// <param name="transaction">What <see cref="PrepareAsync"/> of this chain returned.</param>
    /// <param name="keys">The keys in the order of the public keys given to <see cref="PrepareAsync"/>.</param>
    /// <exception cref="RefusedException">A signature could not be made.</exception>
    SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys);
}
