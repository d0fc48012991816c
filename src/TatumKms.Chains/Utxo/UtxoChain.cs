using TatumKms.Chains.Accounts;
using TatumKms.Chains.Utxo.Dialects;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Utxo;

/// <summary>A coin of the Bitcoin family.</summary>
internal sealed class UtxoChain : IChain, IOfflineDescription
{
    /// <summary>Satoshis in a coin; the same number on every coin of the family.</summary>
    public const long BaseUnitsPerCoin = 100_000_000;

    private readonly UtxoCoin _coin;
    private readonly UtxoKeys _keys;
    private readonly UtxoWallet _wallet;
    private readonly UtxoDialect _dialect;
    private readonly UtxoSigner _signer;
    private readonly UtxoDescriber _describer;

    public UtxoChain(UtxoCoin coin, ISecp256k1 secp256k1)
    {
        _coin = coin;
        _keys = new UtxoKeys(coin, secp256k1);
        _wallet = new UtxoWallet(coin, secp256k1, _keys);
        _dialect = coin.Form == SerializedForm.BitcoinCash ? new BitcoinCashDialect(coin) : new BitcoreDialect(coin, secp256k1);
        _signer = new UtxoSigner(secp256k1, _keys);
        _describer = new UtxoDescriber(coin, secp256k1);
    }

    /// <inheritdoc />
    public ChainId Id => _coin.Chain;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => _wallet.Address(entry, index);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => _wallet.PrivateKey(entry, index);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => _keys.PublicKey(network, privateKey);

    /// <inheritdoc />
    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => _dialect.SelectKeys(transaction);

    /// <inheritdoc />
    public Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        var (unsigned, plans) = _dialect.Read(transaction, network, publicKeys);
        var size = TransactionWriter.VirtualSize(unsigned, [.. plans.Select((plan, i) => LargestSignature.Of(unsigned.Inputs[i], plan))]);
        _coin.FeeLimit.Check(unsigned, size);
        Delivery delivery;
        if (transaction.WithdrawalId is { } withdrawal)
        {
            delivery = new Delivery.OffchainWithdrawal(withdrawal) { ChainPath = _coin.BroadcastPath };
        }
        else
        {
            delivery = new Delivery.Broadcast(_coin.BroadcastPath);
            _coin.BroadcastRules?.Check(unsigned);
        }

        var description = _describer.Describe(network, unsigned, size, publicKeys);
        return Task.FromResult<PreparedTransaction>(new PreparedUtxoTransaction(transaction, network, description, delivery, unsigned, plans));
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var unsigned = _dialect.ReadUnsigned(transaction);
        IEnumerable<string> exceeded = transaction.WithdrawalId is null && _coin.BroadcastRules is { } rules ? Offline.Exceeded(() => rules.Check(unsigned)) : [];
        return _describer.Describe(network, unsigned, _dialect.SelectKeys(transaction)).With([.. exceeded, Offline.Unproven]);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys) =>
        _signer.Sign((PreparedUtxoTransaction)transaction, keys);
}
