using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tron;

/// <summary>TRON: keys of secp256k1, transactions in protocol buffers that come with their JSON.</summary>
/// <param name="secp256k1">The curve.</param>
/// <param name="maxFeeLimit">The most sun that a contract's execution may cost; the network takes no more than 15,000 TRX.</param>
internal sealed class TronChain(ISecp256k1 secp256k1, long maxFeeLimit = 15_000_000_000) : IChain, IOfflineDescription
{
    private const int LegacyXpubLength = 130, PublicKeyLength = 33;
    private static readonly ChainId Code = ChainId.Parse("TRON");
    private readonly HexPrivateKeys _keys = new(Code, secp256k1, minDigits: 64);

    // The test network has the same path.
    private readonly Bip32Wallet _wallet = new(Code, secp256k1, _ => "m/44'/195'/0'/0", _ => Bip32Wallet.Xpub);

    /// <inheritdoc />
    public ChainId Id => Code;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey)
    {
        PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(Code, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index)
    {
        var publicKey = entry.PrivateKey is { } privateKey ? PublicKey(privateKey)
            : entry.Xpub is { Length: LegacyXpubLength } legacy ? LegacyPublicKey(legacy, index)
            : _wallet.PublicKey(entry, index);
        return TronAddress.Format(TronAddress.OfPublicKey(secp256k1, publicKey));
    }

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) =>
        entry.PrivateKey is { } privateKey ? privateKey.Copy() : _wallet.WithPrivateKey(entry, index, key => _keys.Format(key));

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => PublicKey(privateKey);

    /// <inheritdoc />
    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => FirstWallet.Select(transaction);

    /// <inheritdoc />
    public Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        using var json = PendingJson.Parse(transaction.SerializedTransaction, "The serialized transaction");
        try
        {
            var unsigned = TronTransaction.Read(json.RootElement.Object("The serialized transaction"));
            RequireOwner(unsigned.Owner, publicKeys[0].Span);
            CheckFeeLimit(unsigned);
            return Task.FromResult<PreparedTransaction>(new Prepared(
                transaction, network, TronDescriber.Describe(unsigned), new Delivery.Broadcast("/v3/tron/broadcast"), unsigned.Id, TronText.Of(json.RootElement)));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new RefusedException("The serialized transaction holds text that is not valid Unicode.");
        }
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        using var json = PendingJson.Parse(transaction.SerializedTransaction, "The serialized transaction");
        var unsigned = Offline.ValidText(() => TronTransaction.Read(json.RootElement.Object("The serialized transaction")));
        return Offline.ValidText(() => TronDescriber.Describe(unsigned))
            .With([.. Offline.Exceeded(() => CheckFeeLimit(unsigned)), "On which network it takes effect does not stand in the transaction.", Offline.Unproven]);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var unsigned = (Prepared)transaction;
        var id = unsigned.TransactionId;
        var signature = _keys.With(keys[0].PrivateKey, key => secp256k1.SignEcdsa(key, id));
        SignatureProof.Require(secp256k1, keys[0].PublicKey.Span, id, signature);

        // The case of the last byte is tronweb's.
        var text = $"{Convert.ToHexStringLower(signature.Compact)}{27 + signature.RecoveryId:X2}";
        return new SignedTransaction(Convert.ToHexStringLower(id), TronText.WithSignature(unsigned.Text, text));
    }

    private byte[] PublicKey(SecretBytes privateKey) => _keys.With(privateKey, key => secp256k1.GetPublicKey(key, compressed: true));

    /// <summary>Old stores have the account's public key and chain code in hexadecimal in place of an xpub.</summary>
    private byte[] LegacyPublicKey(string xpub, uint index)
    {
        try
        {
            var bytes = Convert.FromHexString(xpub);
            return Cryptography.HdKeys.ExtendedPublicKey.FromParts(secp256k1, bytes.AsSpan(..PublicKeyLength), bytes.AsSpan(PublicKeyLength..)).Derive(index).PublicKey;
        }
        catch (FormatException)
        {
            throw new KmsException(KmsError.StoreDamaged, "The entry's extended public key is malformed.");
        }
    }

    private void CheckFeeLimit(TronTransaction unsigned)
    {
        if (unsigned.FeeLimit > maxFeeLimit)
        {
            throw new RefusedException($"The fee limit, {TronMembers.Trx(unsigned.FeeLimit)}, is above {TronMembers.Trx(maxFeeLimit)}.");
        }
    }

    private void RequireOwner(byte[] owner, ReadOnlySpan<byte> publicKey)
    {
        var own = TronAddress.OfPublicKey(secp256k1, publicKey);
        if (!own.AsSpan().SequenceEqual(owner))
        {
            throw new RefusedException(
                $"Private key does not match address in transaction: it is one of {TronAddress.Format(owner)}, but the key that was asked for is that of {TronAddress.Format(own)}.");
        }
    }

    private sealed class Prepared(
        PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, byte[] transactionId, string text)
        : PreparedTransaction(pending, network, description, delivery)
    {
        public byte[] TransactionId { get; } = transactionId;

        /// <summary>The JSON to which the signature is added.</summary>
        public string Text { get; } = text;
    }
}
