using TatumKms.Chains.Accounts;
using TatumKms.Chains.Ada.Rosetta;
using TatumKms.Chains.Ada.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Ada;

/// <summary>Cardano: a node's Rosetta API makes the transaction, this side holds it against what was asked for and signs it.</summary>
/// <param name="maxFee">The fee in lovelace above which a transaction is refused; ten ADA unless the owner says otherwise.</param>
internal sealed class AdaChain(ulong maxFee = 10 * AdaChain.LovelacePerAda) : IChain, IOfflineDescription
{
    /// <summary>How many lovelace there are in an ADA.</summary>
    public const ulong LovelacePerAda = 1_000_000;

    /// <summary>How many decimal places an ADA has.</summary>
    public const int Decimals = 6;

    /// <summary>The chain's id.</summary>
    public static readonly ChainId Cardano = ChainId.Parse("ADA");

    private readonly BodyRules _rules = new(maxFee);

    /// <inheritdoc />
    public ChainId Id => Cardano;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => AdaWallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => AdaWallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => AdaWallet.Address(entry, index);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => AdaWallet.PrivateKey(entry, index);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => AdaKeys.PublicKey(privateKey);

    /// <inheritdoc />
    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => transaction.WithdrawalId is null
        ? FirstWallet.Select(transaction)
        : FirstWallet.Select(transaction with { Hashes = [] });

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

        using var json = PendingJson.Parse(transaction.SerializedTransaction, "The serialized transaction");
        var operations = OperationsReader.Read(json.RootElement, network);
        _rules.CheckFee(operations);
        var keys = KeysByAddress(publicKeys, network);
        RequireKeys(operations, keys);

        var payloads = await new ConstructionApi(node, network).BuildAsync(json.RootElement.GetRawText(), cancellationToken);
        var unsigned = UnsignedTransaction.Read(payloads.Transaction);
        var body = AdaBody.Read(unsigned.Body);
        BodyRules.Compare(body, operations);
        RequirePayloads(payloads, unsigned, operations);

        const string path = "/v3/ada/broadcast";
        Delivery delivery = transaction.WithdrawalId is { } withdrawal
            ? new Delivery.OffchainWithdrawal(withdrawal) { ChainPath = path }
            : new Delivery.Broadcast(path);
        var description = new AdaDescriber(keys.Keys).Describe(operations, body);
        return new PreparedAdaTransaction(transaction, network, description, delivery, unsigned, body, [.. payloads.Signers.Select(address => keys[address])]);
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        using var json = PendingJson.Parse(transaction.SerializedTransaction, "The serialized transaction");
        var operations = OperationsReader.Read(json.RootElement, network);
        if (operations.Fee < 0)
        {
            _rules.CheckFee(operations);
        }

        var owners = operations.Inputs.Select(input => input.Text).ToHashSet(StringComparer.Ordinal);
        return new AdaDescriber(owners).Describe(operations)
            .With([.. Offline.Exceeded(() => _rules.CheckFee(operations)), .. Offline.LookedUp("until when it is valid"), Offline.Unproven]);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys) =>
        AdaSigner.Sign((PreparedAdaTransaction)transaction, keys);

    private static Dictionary<string, byte[]> KeysByAddress(IReadOnlyList<ReadOnlyMemory<byte>> publicKeys, Network network)
    {
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var publicKey in publicKeys)
        {
            keys[CardanoAddress.Format(CardanoAddress.Enterprise(publicKey.Span, network), network)] = publicKey.ToArray();
        }

        return keys;
    }

    private static void RequireKeys(AdaOperations operations, Dictionary<string, byte[]> keys)
    {
        if (operations.Inputs.FirstOrDefault(input => !keys.ContainsKey(input.Text)) is { } input)
        {
            throw new RefusedException($"None of the keys owns the address {input.Text}, from which the transaction spends.");
        }
    }

    /// <summary>Every owner of an input signs once, and nothing but the hash of the body.</summary>
    private static void RequirePayloads(Payloads payloads, UnsignedTransaction unsigned, AdaOperations operations)
    {
        if (payloads.Hashes.Any(hash => !hash.AsSpan().SequenceEqual(unsigned.Hash)))
        {
            throw new RefusedException("The server asks for a signature of something else than its transaction; nothing was signed.");
        }

        var owners = operations.Inputs.Select(input => input.Text).Distinct().Order(StringComparer.Ordinal);
        if (!payloads.Signers.Order(StringComparer.Ordinal).SequenceEqual(owners))
        {
            throw new RefusedException("The server asks for other signers than the owners of the inputs; nothing was signed.");
        }
    }
}
