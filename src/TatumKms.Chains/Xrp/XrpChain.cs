using TatumKms.Chains.Accounts;
using TatumKms.Chains.Xrp.Describing;
using TatumKms.Chains.Xrp.Keys;
using TatumKms.Chains.Xrp.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Xrp;

/// <summary>The XRP Ledger. Addresses, keys and transactions are the same on all its networks.</summary>
internal sealed class XrpChain : IChain, IOfflineDescription
{
    /// <summary>2 XRP: a thousand times what a busy ledger asks for.</summary>
    public const long DefaultMaxFeeDrops = 2_000_000;

    private static readonly Delivery Delivery = new Delivery.Broadcast("/v3/xrp/broadcast");
    private readonly XrpKeys _keys;
    private readonly XrpWallet _wallet;
    private readonly XrpSigner _signer;
    private readonly TransactionChecks _checks;

    /// <summary>Makes the chain.</summary>
    /// <param name="secp256k1">The curve.</param>
    /// <param name="maxFeeDrops">The fee above which a transaction is refused; ten times as much for those that cost an owner reserve.</param>
    public XrpChain(ISecp256k1 secp256k1, long maxFeeDrops = DefaultMaxFeeDrops)
    {
        _keys = new XrpKeys(secp256k1);
        _wallet = new XrpWallet(Id, _keys);
        _signer = new XrpSigner(secp256k1, _keys);
        _checks = new TransactionChecks(maxFeeDrops);
    }

    /// <inheritdoc />
    public ChainId Id { get; } = ChainId.Parse("XRP");

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => _wallet.Address(entry);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => XrpWallet.SeedOf(entry).Copy();

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => _keys.PublicKey(privateKey);

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
        if (transaction.Chain != Id)
        {
            throw new RefusedException($"The transaction is one of {transaction.Chain}, not of {Id}.");
        }

        if (publicKeys.Count == 0)
        {
            throw new RefusedException("The transaction has no wallet to sign with.");
        }

        var unsigned = TransactionReader.Read(transaction.SerializedTransaction, publicKeys[0].Span);
        _checks.Check(unsigned);
        var description = XrpDescriber.Describe(unsigned, XrpAddress.OfPublicKey(publicKeys[0].Span));
        return Task.FromResult<PreparedTransaction>(new PreparedXrpTransaction(transaction, network, description, Delivery, unsigned, publicKeys[0]));
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var unsigned = TransactionReader.Read(transaction.SerializedTransaction, publicKey: default);
        _checks.Check(unsigned);
        return XrpDescriber.Describe(unsigned, ownAddress: null)
            .With("On which network it takes effect does not stand in the transaction.", Offline.Unproven);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys) =>
        _signer.Sign((PreparedXrpTransaction)transaction, keys.Count > 0 ? keys[0] : throw new RefusedException("There is no key to sign with."));
}
