using TatumKms.Chains.Accounts;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Core;

namespace TatumKms.Chains.Sol;

/// <summary>Solana.</summary>
/// <param name="time">Makes the pauses between two questions to the node.</param>
/// <param name="maxPriorityFee">The most lamports that a transaction may bid for priority; 0.1 SOL.</param>
internal sealed class SolChain(TimeProvider time, ulong maxPriorityFee = SolChain.DefaultMaxPriorityFee) : IChain, IOfflineDescription, IFreshening, IDirectDelivery
{
    /// <summary>The most lamports that a transaction may bid for priority, unless somebody says otherwise.</summary>
    public const ulong DefaultMaxPriorityFee = 100_000_000;

    private static readonly ChainId Sol = ChainId.Parse("SOL");
    private readonly SolWallet _wallet = new(Sol);
    private readonly SolDescriber _describer = new(new FeeRules(maxPriorityFee));
    private readonly SolDelivery _delivery = new(time);

    /// <inheritdoc />
    public ChainId Id => Sol;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => SolWallet.Address(entry, index);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => SolWallet.PrivateKey(entry, index);

    /// <inheritdoc />
    public string? MnemonicPath(WalletEntry entry) => entry.Mnemonic is null ? null : SolWallet.Path("{index}");

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => SolKeys.PublicKey(privateKey.Span);

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
            throw new RefusedException($"The transaction is for {transaction.Chain}, not for {Id}.");
        }

        var (message, extraSigner) = Read(transaction);
        SolAddress[] own = [.. publicKeys.Select(key => new SolAddress(key.Span)).Distinct()];
        CheckSigners(message, own, extraSigner);
        SolWire.CheckLength(message);
        var description = _describer.Describe(message, own, extraSigner);
        return Task.FromResult<PreparedTransaction>(
            new PreparedSolTransaction(transaction, network, description, new Delivery.Announcement("/v3/solana/broadcast"), message));
    }

    /// <inheritdoc />
    public async Task<PreparedTransaction> FreshenAsync(PreparedTransaction approved, IChainNode node, CancellationToken cancellationToken)
    {
        var prepared = (PreparedSolTransaction)approved;
        if (prepared.HasNonce)
        {
            return prepared;
        }

        var (blockhash, lastValidBlockHeight) = await new SolNode(node).LatestBlockhashAsync(cancellationToken);
        return prepared.With(blockhash, lastValidBlockHeight);
    }

    /// <inheritdoc />
    public Task ReleaseAsync(PreparedTransaction fresh, IChainNode node, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var (message, extraSigner) = Read(transaction);

        // Whoever must sign is one of the wallets, but for the key that the transaction brings; else it is refused.
        SolAddress[] own = [.. message.Signers.Where(signer => !signer.Equals(extraSigner)).Distinct()];
        CheckSigners(message, own, extraSigner);
        SolWire.CheckLength(message);
        return _describer.Describe(message, own, extraSigner).With(Offline.Unproven);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var prepared = (PreparedSolTransaction)transaction;
        var signed = SolSigner.Sign(prepared, keys);
        _delivery.Expect(signed.TransactionId, prepared.LastValidBlockHeight);
        return signed;
    }

    /// <inheritdoc />
    public Task<DirectOutcome> SendAsync(SignedTransaction transaction, Network network, IChainNode node, CancellationToken cancellationToken) =>
        _delivery.SendAsync(transaction, new SolNode(node), cancellationToken);

    private static (SolMessage Message, SolAddress? ExtraSigner) Read(PendingTransaction transaction)
    {
        var request = SolRequest.Read(transaction.SerializedTransaction);
        return (request.Message.Version is null ? LegacyCompiler.Compile(request.Message) : request.Message, request.ExtraSigner);
    }

    private static void CheckSigners(SolMessage message, SolAddress[] own, SolAddress? extraSigner)
    {
        if (!own.Contains(message.Accounts[0]))
        {
            throw new RefusedException($"{message.Accounts[0]} shall pay the fee, but is none of the transaction's wallets.");
        }

        SolAddress[] keys = extraSigner is null ? own : [.. own.Append(extraSigner).Distinct()];
        if (message.Signers.Except(keys).FirstOrDefault() is { } missing)
        {
            throw new RefusedException($"The transaction needs the signature of {missing}, whose key is not among its wallets.");
        }

        if (keys.Except(message.Signers).FirstOrDefault() is { } unneeded)
        {
            throw new RefusedException($"The transaction does not want the signature of {unneeded}, whose key is among its wallets.");
        }
    }
}
