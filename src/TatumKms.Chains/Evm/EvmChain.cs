using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm;

/// <summary>A chain of the Ethereum family.</summary>
internal sealed class EvmChain : IChain
{
    private readonly EvmCoin _coin;
    private readonly ISecp256k1 _secp256k1;
    private readonly EvmKeys _keys;
    private readonly Bip32Wallet _wallet;
    private readonly EvmPreparation _preparation;

    public EvmChain(EvmCoin coin, ISecp256k1 secp256k1)
    {
        _coin = coin;
        _secp256k1 = secp256k1;
        _keys = new EvmKeys(coin.Chain, secp256k1);
        _wallet = new Bip32Wallet(coin.Chain, secp256k1, coin.AccountPath, _ => Bip32Wallet.Xpub);
        _preparation = new EvmPreparation(coin, secp256k1);
    }

    /// <inheritdoc />
    public ChainId Id => _coin.Chain;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey)
    {
        _keys.PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(_coin.Chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index)
    {
        var publicKey = entry.PrivateKey is { } privateKey ? _keys.PublicKey(privateKey) : _wallet.PublicKey(entry, index);
        return _coin.Format(EvmAddress.OfPublicKey(_secp256k1, publicKey));
    }

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) =>
        entry.PrivateKey is { } privateKey ? privateKey.Copy() : _wallet.WithPrivateKey(entry, index, EvmKeys.Format);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey)
    {
        try
        {
            return _keys.PublicKey(privateKey);
        }
        catch (KmsException exception)
        {
            throw new RefusedException(exception.Message);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => FirstWallet.Select(transaction);

    /// <inheritdoc />
    public async Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        using var json = PendingJson.Parse(transaction.SerializedTransaction, "The serialized transaction");
        var config = json.RootElement.Object("The serialized transaction");
        var sender = EvmAddress.OfPublicKey(_secp256k1, publicKeys[0].Span);
        try
        {
            return await _preparation.PrepareAsync(transaction, network, config, sender, node, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new RefusedException("The serialized transaction holds text that is not valid Unicode.");
        }
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var signable = ((PreparedEvmTransaction)transaction).Transaction;
        var digest = signable.SigningDigest();
        var signature = _keys.With(keys[0].PrivateKey, key => _secp256k1.SignEcdsa(key, digest));
        Verify(keys[0].PublicKey.Span, digest, signature);
        var serialized = signable.Serialize(signature);
        return new SignedTransaction($"0x{Convert.ToHexStringLower(signable.Hash(serialized))}", $"0x{Convert.ToHexStringLower(serialized)}");
    }

    /// <summary>Proves the signature, and that whoever recovers its key gets the right one.</summary>
    private void Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, EcdsaSignature signature)
    {
        if (!_secp256k1.VerifyEcdsa(publicKey, digest, signature.Compact)
            || !_secp256k1.TryRecover(digest, signature.Compact, signature.RecoveryId, compressed: true, out var recovered)
            || !recovered.AsSpan().SequenceEqual(publicKey))
        {
            throw new RefusedException("The signature that was made does not verify; nothing was sent.");
        }
    }
}
