using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Egld;

/// <summary>MultiversX, formerly Elrond.</summary>
/// <param name="maxGasLimit">The most units of gas that a transaction may ask for; the network's own limit.</param>
/// <param name="maxGasPrice">The most atoms that a unit of gas may cost; ten times what it costs today.</param>
internal sealed class EgldChain(ulong maxGasLimit = EgldChain.DefaultMaxGasLimit, ulong maxGasPrice = EgldChain.DefaultMaxGasPrice) : IChain, IOfflineDescription
{
    /// <summary>The defaults of the limits.</summary>
    public const ulong DefaultMaxGasLimit = 600_000_000, DefaultMaxGasPrice = 10_000_000_000;

    private const string MainChain = "1";
    private static readonly ChainId Egld = ChainId.Parse("EGLD");

    /// <inheritdoc />
    public ChainId Id => Egld;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) =>
        new(Egld, network, [new WalletField(WalletEntry.MnemonicField, Mnemonics.NewOrChecked(mnemonic))]);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey)
    {
        EgldKeys.PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(Egld, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => EgldAddress.Format(
        entry.PrivateKey is { } privateKey ? EgldKeys.PublicKey(privateKey) : WithDerived(entry, index, Ed25519.GetPublicKey));

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) =>
        entry.PrivateKey is { } privateKey ? privateKey.Copy() : WithDerived(entry, index, EgldKeys.Format);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => EgldKeys.PublicKey(privateKey);

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
        if (transaction.Chain != Id)
        {
            throw new RefusedException($"The transaction is for {transaction.Chain}, not for {Id}.");
        }

        var request = EgldRequest.Read(transaction.SerializedTransaction);
        var sender = publicKeys[0].ToArray();
        var address = EgldAddress.Format(sender);
        if (request.From is { } from && from != address)
        {
            throw new RefusedException($"The transaction's 'from' is not the address of its wallet, {address}.");
        }

        var complete = await CompleteAsync(request, sender, network, node, cancellationToken);
        return new PreparedEgldTransaction(
            transaction, network, EgldDescriber.Describe(complete), new Delivery.Broadcast("/v3/egld/broadcast"), complete);
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var request = EgldRequest.Read(transaction.SerializedTransaction);
        var sender = request.From is not { } from ? null
            : EgldAddress.TryParse(from) ?? throw new RefusedException("The transaction's 'from' is not an address of MultiversX (erd1...).");
        return EgldDescriber.Describe(request, sender, Offline.Signer(transaction))
            .With([.. Offline.LookedUp("the nonce", "the gas and its price", "the network's chain id"), Offline.Unproven]);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var complete = ((PreparedEgldTransaction)transaction).Transaction;
        var message = complete.SigningBytes();
        var signature = EgldKeys.With(keys[0].PrivateKey, seed => Ed25519.Sign(seed, message));
        return Ed25519.Verify(complete.Sender, message, signature)
            ? new SignedTransaction(complete.Id(signature), complete.WithSignature(signature))
            : throw new RefusedException("The signature that was made does not verify; nothing was sent.");
    }

    private static T WithDerived<T>(WalletEntry entry, uint index, Slip10Mnemonic.Use<T> use) =>
        Slip10Mnemonic.WithKey(Mnemonics.Of(entry), $"m/44'/{(entry.Network == Network.Mainnet ? 508 : 1)}'/0'/0'/{index}'", use);

    private static void RequireNetwork(string chainId, Network network)
    {
        if ((chainId == MainChain) != (network == Network.Mainnet))
        {
            throw new RefusedException($"The node serves the chain '{chainId}', which is not the {(network == Network.Mainnet ? "main" : "test")} network.");
        }
    }

    /// <summary>Asks for what the transaction does not say, each figure once.</summary>
    private async Task<EgldTransaction> CompleteAsync(
        EgldRequest request, byte[] sender, Network network, IChainNode node, CancellationToken cancellationToken)
    {
        var lookUps = new EgldNode(node);
        var config = await lookUps.ConfigAsync(cancellationToken);
        RequireNetwork(config.ChainId, network);
        if (config.GasPrice > maxGasPrice)
        {
            throw new RefusedException($"The gas price of {config.GasPrice} atoms is above the limit of {maxGasPrice}.");
        }

        var account = EgldAddress.Format(sender);
        var nonce = node.NextSequence(account) ?? node.FreeSequence(account, await lookUps.NonceAsync(account, cancellationToken));
        var transaction = new EgldTransaction(
            nonce, request.Value, request.Receiver, sender, config.GasPrice, GasLimit: 0, request.Data, config.ChainId, config.Version);
        var gas = await lookUps.CostAsync(transaction, cancellationToken);
        return gas <= maxGasLimit
            ? transaction with { GasLimit = gas }
            : throw new RefusedException($"The transaction would use {gas} units of gas; the limit is {maxGasLimit}.");
    }
}
