using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Flow;

/// <summary>
/// Flow: custom transactions, that is, a Cadence script with arguments in the name of an account. Tatum's accounts propose and pay;
/// the KMS signs for the account and brings the transaction to the chain.
/// </summary>
internal sealed class FlowChain : IChain, IOfflineDescription, IFreshening, IDirectDelivery
{
    private const byte UncompressedPoint = 0x04;
    private readonly ISecp256k1 _secp256k1;
    private readonly FlowWallet _wallet;
    private readonly FlowFreshener _freshener;
    private readonly FlowDelivery _delivery;

    public FlowChain(ISecp256k1 secp256k1, TimeProvider time)
    {
        _secp256k1 = secp256k1;
        _wallet = new FlowWallet(Id, secp256k1);
        _freshener = new FlowFreshener(Id);
        _delivery = new FlowDelivery(Id, time);
    }

    /// <inheritdoc />
    public ChainId Id { get; } = ChainId.Parse("FLOW");

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => _wallet.Address(entry, index);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => _wallet.PrivateKey(entry, index);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => _wallet.PublicKey(privateKey);

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
            throw new RefusedException($"The transaction is of {transaction.Chain}, not of {Id}.");
        }

        if (publicKeys.Count == 0)
        {
            throw new RefusedException("No key of the transaction's wallets is in the store.");
        }

        var request = FlowRequest.Read(transaction);
        return Task.FromResult<PreparedTransaction>(new PreparedFlowTransaction(
            transaction, network, FlowDescriber.Describe(request), new Delivery.Announcement("/v3/flow/broadcast"), request));
    }

    /// <inheritdoc />
    public async Task<PreparedTransaction> FreshenAsync(PreparedTransaction approved, IChainNode node, CancellationToken cancellationToken)
    {
        var prepared = (PreparedFlowTransaction)approved;
        return prepared.With(await _freshener.FreshenAsync(prepared.Request, prepared.Network, node, cancellationToken));
    }

    /// <inheritdoc />
    public Task ReleaseAsync(PreparedTransaction fresh, IChainNode node, CancellationToken cancellationToken) =>
        ((PreparedFlowTransaction)fresh).Fresh is { } found
            ? new FlowApi(node).ReleaseAsync(found.Transaction.Proposer.Index, cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        return FlowDescriber.Describe(FlowRequest.Read(transaction)).With(Offline.Unproven);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var fresh = ((PreparedFlowTransaction)transaction).Fresh
            ?? throw new InvalidOperationException("A transaction of Flow is signed after it was freshened.");
        var user = new FlowSignature(new FlowKey(fresh.Transaction.Account, Index: 0), Sign(FlowWire.PayloadMessage(fresh.Transaction), keys[0]));
        var signatures = FlowWire.Sort(fresh.Transaction, fresh.ProposerSignature is { } proposer ? [proposer, user] : [user]);
        return new SignedTransaction(FlowWire.PayloadId(fresh.Transaction), FlowJson.Save(fresh.Transaction, signatures));
    }

    /// <inheritdoc />
    public Task<DirectOutcome> SendAsync(SignedTransaction transaction, Network network, IChainNode node, CancellationToken cancellationToken) =>
        _delivery.SendAsync(transaction, network, node, cancellationToken);

    // SHA3-256, RFC 6979; s in the lower half, which Flow takes as well as the higher that the original leaves.
    private byte[] Sign(byte[] message, SigningKey key)
    {
        var digest = Sha3.Hash256(message);
        byte[] signature;
        try
        {
            signature = _wallet.Keys.With(key.PrivateKey, privateKey => _secp256k1.SignEcdsa(privateKey, digest).Compact.ToArray());
        }
        catch (KmsException exception)
        {
            throw new RefusedException(exception.Message);
        }

        return _secp256k1.VerifyEcdsa([UncompressedPoint, .. key.PublicKey.Span], digest, signature)
            ? signature
            : throw new RefusedException("The signature does not verify with the public key; nothing is sent.");
    }
}
