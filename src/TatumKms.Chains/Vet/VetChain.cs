using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Evm;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Vet;

/// <summary>VeChainThor. Keys and addresses are Ethereum's; transactions are its own.</summary>
/// <param name="secp256k1">The curve.</param>
/// <param name="maxGas">The most gas that a transaction may use; the blocks of the network hold 40,000,000.</param>
internal sealed class VetChain(ISecp256k1 secp256k1, long maxGas = 40_000_000) : IChain, IOfflineDescription
{
    private const byte MainnetTag = 0x4a;
    private readonly EvmWallet _wallet = new(
        ChainId.Parse("VET"), secp256k1, network => network == Network.Mainnet ? "m/44'/818'/0'/0" : "m/44'/1'/0'/0");

    /// <inheritdoc />
    public ChainId Id { get; } = ChainId.Parse("VET");

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => EvmAddress.Lower(_wallet.Address(entry, index));

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => _wallet.PrivateKey(entry, index);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => _wallet.Keys.PublicKey(privateKey);

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
        var config = ReadConfig(transaction.SerializedTransaction);
        var origin = EvmAddress.OfPublicKey(secp256k1, publicKeys[0].Span);
        if (config.From is { } named && !named.AsSpan().SequenceEqual(origin))
        {
            throw new RefusedException($"The transaction is one of {EvmAddress.Lower(named)}, but the key that was asked for is that of {EvmAddress.Lower(origin)}.");
        }

        var complete = await CompleteAsync(config, origin, network, new VetNode(Id, network, node), cancellationToken);
        return new PreparedVetTransaction(
            transaction, network, VetDescriber.Describe(complete, EvmAddress.Lower(origin)), new Delivery.Broadcast("/v3/vet/broadcast"), complete, origin);
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var config = ReadConfig(transaction.SerializedTransaction);
        if (config.ChainTag is { } tag)
        {
            RequireNetwork(tag, network);
        }

        string[] missing =
        [
            "the gas and with it the fee",
            .. config.ChainTag is null ? ["the network's chain tag"] : Array.Empty<string>(),
            .. config.BlockRef is null ? ["the block from which on it is valid"] : Array.Empty<string>(),
        ];
        return VetDescriber.Describe(config, config.From is { } from ? EvmAddress.Lower(from) : Offline.Signer(transaction))
            .With([.. Offline.LookedUp(missing), Offline.Unproven]);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var prepared = (PreparedVetTransaction)transaction;
        var signature = _wallet.Sign(keys[0], prepared.Transaction.SigningDigest());
        return new SignedTransaction(
            $"0x{Convert.ToHexStringLower(prepared.Transaction.Id(prepared.Origin))}",
            $"0x{Convert.ToHexStringLower(prepared.Transaction.Serialize(signature))}");
    }

    private static VetConfig ReadConfig(string serialized)
    {
        using var json = PendingJson.Parse(serialized, "The serialized transaction");
        try
        {
            return VetConfig.Read(json.RootElement.Object("The serialized transaction"));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new RefusedException("The serialized transaction holds text that is not valid Unicode.");
        }
    }

    private static ulong RandomNonce()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static void RequireNetwork(byte chainTag, Network network)
    {
        if ((chainTag == MainnetTag) != (network == Network.Mainnet))
        {
            throw new RefusedException($"The chain tag 0x{chainTag:x2} is not that of VET {network.Name()}, for which this KMS signs.");
        }
    }

    private async Task<VetTransaction> CompleteAsync(
        VetConfig config, byte[] origin, Network network, VetNode lookUps, CancellationToken cancellationToken)
    {
        var gas = await lookUps.EstimateGasAsync(config, origin, cancellationToken);
        if (gas > (ulong)maxGas)
        {
            throw new RefusedException($"The gas, {gas}, is above the limit of {maxGas} (--maxGas).");
        }

        var chainTag = config.ChainTag ?? await lookUps.GetChainTagAsync(cancellationToken);
        RequireNetwork(chainTag, network);
        return new VetTransaction
        {
            ChainTag = chainTag,
            BlockRef = config.BlockRef ?? await lookUps.GetBlockRefAsync(cancellationToken),
            Expiration = config.Expiration,
            To = config.To,
            Value = config.Value,
            Data = config.Data,
            GasPriceCoef = config.GasPriceCoef,
            Gas = gas,
            DependsOn = config.DependsOn,
            Nonce = config.Nonce ?? RandomNonce(),
        };
    }
}
