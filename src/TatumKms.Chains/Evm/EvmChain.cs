using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm;

/// <summary>A chain of the Ethereum family.</summary>
internal sealed class EvmChain : IChain, IOfflineDescription
{
    private readonly EvmCoin _coin;
    private readonly ISecp256k1 _secp256k1;
    private readonly EvmWallet _wallet;
    private readonly EvmPreparation _preparation;
    private readonly EvmOffline _offline;

    public EvmChain(EvmCoin coin, ISecp256k1 secp256k1)
    {
        _coin = coin;
        _secp256k1 = secp256k1;
        _wallet = new EvmWallet(coin.Chain, secp256k1, coin.AccountPath);
        _preparation = new EvmPreparation(coin, secp256k1);
        _offline = new EvmOffline(coin, secp256k1);
    }

    /// <inheritdoc />
    public ChainId Id => _coin.Chain;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => _coin.Format(_wallet.Address(entry, index));

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
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        using var json = PendingJson.Parse(transaction.SerializedTransaction, "The serialized transaction");
        return Offline.ValidText(() => _offline.Describe(transaction, network, json.RootElement.Object("The serialized transaction")));
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var signable = ((PreparedEvmTransaction)transaction).Transaction;
        var serialized = signable.Serialize(_wallet.Sign(keys[0], signable.SigningDigest()));
        return new SignedTransaction($"0x{Convert.ToHexStringLower(signable.Hash(serialized))}", $"0x{Convert.ToHexStringLower(serialized)}");
    }
}
