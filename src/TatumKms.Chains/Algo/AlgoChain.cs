using TatumKms.Chains.Accounts;
using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Chains.Algo.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Algo;

/// <summary>Algorand.</summary>
/// <param name="maxFee">The fee in microAlgos above which a transaction is refused; one Algo unless the owner says otherwise.</param>
internal sealed class AlgoChain(ulong maxFee = AlgoChain.MicroAlgosPerAlgo) : IChain, IOfflineDescription
{
    /// <summary>How many microAlgos there are in an Algo.</summary>
    public const ulong MicroAlgosPerAlgo = 1_000_000;

    /// <summary>The chain's id.</summary>
    public static readonly ChainId Algorand = ChainId.Parse("ALGO");
    private static readonly Delivery Delivery = new Delivery.Broadcast("/v3/algorand/broadcast");
    private readonly AlgoRules _rules = new(maxFee);

    /// <inheritdoc />
    public ChainId Id => Algorand;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => AlgoWallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => AlgoWallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => AlgoWallet.Address(entry);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => AlgoWallet.PrivateKey(entry);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => AlgoKeys.PublicKey(privateKey);

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

        var (encoded, signed) = Read(transaction, network);
        var signer = publicKeys[0].ToArray();
        var description = new AlgoDescriber(signed, signer).Describe();
        return Task.FromResult<PreparedTransaction>(new PreparedAlgoTransaction(transaction, network, description, Delivery, encoded, signer));
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var (_, signed) = Read(transaction, network);
        return new AlgoDescriber(signed, signed.BytesOf("snd")).Describe().With(Offline.Unproven);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys) =>
        AlgoSigner.Sign((PreparedAlgoTransaction)transaction, keys[0]);

    /// <summary>The bytes that are signed, and what they say.</summary>
    private (byte[] Encoded, Packed.Map Signed) Read(PendingTransaction transaction, Network network)
    {
        var encoded = PackedWriter.Write(AlgoTransactionReader.Read(transaction.SerializedTransaction));

        // Checks and words are of the bytes that are signed, not of the text that they were made from.
        var signed = PackedReader.Read(encoded);
        _rules.Check(signed, network);
        return (encoded, signed);
    }
}
