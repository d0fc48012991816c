using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using TatumKms.Core;

namespace TatumKms.TestKit;

/// <summary>
/// A chain whose signatures are text. It has the shape of a real one: keys by index, a look-up, a check of what it signs. Each
/// signature differs from the one before, as those with a new nonce would, so that a test sees when something is signed twice.
/// </summary>
public class FakeChain : IChain
{
    private int _signatures;

    public FakeChain(string code = "BTC", string broadcastPath = "/v3/bitcoin/broadcast")
    {
        Id = ChainId.Parse(code);
        BroadcastPath = broadcastPath;
    }

    public ChainId Id { get; }

    public string BroadcastPath { get; }

    /// <summary>How many signatures were made.</summary>
    public int Signatures => _signatures;

    /// <summary>The private keys of the last signature.</summary>
    public IReadOnlyList<string> LastKeys { get; private set; } = [];

    /// <summary>The keys as they were handed over: disposed once they are not needed any more.</summary>
    public IReadOnlyList<SigningKey> LastSigningKeys { get; private set; } = [];

    /// <summary>The keys that were derived, and the entries that they came from: disposed once they are not needed any more.</summary>
    public ConcurrentQueue<SecretBytes> DerivedKeys { get; } = [];

    /// <inheritdoc cref="DerivedKeys"/>
    public ConcurrentQueue<WalletEntry> UsedEntries { get; } = [];

    /// <summary>Runs while a transaction is prepared: throws, waits, looks something up.</summary>
    public Func<PendingTransaction, IChainNode, CancellationToken, Task>? OnPrepare { get; set; }

    /// <summary>The account and nonce of a transaction, where the chain counts.</summary>
    public Func<PendingTransaction, IChainNode, AccountSequence>? SequenceOf { get; set; }

    /// <summary>What a transaction uses up besides its nonce.</summary>
    public Func<PendingTransaction, IReadOnlyList<string>> ClaimsOf { get; set; } = _ => [];

    /// <summary>Where a transaction goes that carries out no withdrawal.</summary>
    public Delivery? Delivery { get; set; }

    /// <summary>What its descriptions cannot tell, or nothing.</summary>
    public string? WhyOpaque { get; set; }

    /// <summary>What a transaction does.</summary>
    public Func<PendingTransaction, TransactionDescription> DescriptionOf { get; set; } = _ => new TransactionDescription([], [], null, []);

    /// <summary>Runs before a transaction is signed.</summary>
    public Action? OnSign { get; set; }

    public static string TransactionIdOf(string payload) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload)));

    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) =>
        new(Id, network, [new WalletField(WalletEntry.MnemonicField, mnemonic?.Copy() ?? SecretBytes.FromUtf8("a new mnemonic"))]);

    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) =>
        new(Id, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);

    public string DeriveAddress(WalletEntry entry, uint index) => $"address {index}";

    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index)
    {
        var key = Derive(entry, index);
        DerivedKeys.Enqueue(key);
        UsedEntries.Enqueue(entry);
        return key;
    }

    private static SecretBytes Derive(WalletEntry entry, uint index) => entry.PrivateKey is { } key
        ? key.Copy()
        : entry.Mnemonic is { } mnemonic
            ? SecretBytes.FromUtf8($"{Encoding.UTF8.GetString(mnemonic.Span)}/{index}")
            : throw new KmsException(KmsError.StoreDamaged, "The wallet holds neither a mnemonic nor a private key.");

    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => SHA256.HashData(privateKey.Span);

    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) =>
    [
        .. transaction.Hashes.Select(id => new KeyRequest(id, transaction.Index, MayBeMissing: true)),
        .. transaction.Signatures.Select(signer => new KeyRequest(signer.Id, signer.Index, MayBeMissing: false)),
    ];

    public async Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        if (OnPrepare is not null)
        {
            await OnPrepare(transaction, node, cancellationToken);
        }

        if (transaction.SerializedTransaction == "malformed")
        {
            throw new RefusedException("The transaction is malformed.");
        }

        Delivery delivery = transaction.WithdrawalId is { } withdrawal
            ? new Delivery.OffchainWithdrawal(withdrawal) { ChainPath = BroadcastPath }
            : Delivery ?? new Delivery.Broadcast(BroadcastPath);
        return new Prepared(transaction, network, DescriptionOf(transaction) with { WhyOpaque = WhyOpaque }, delivery, SequenceOf?.Invoke(transaction, node), ClaimsOf(transaction));
    }

    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        OnSign?.Invoke();
        LastSigningKeys = keys;
        LastKeys = [.. keys.Select(key => Encoding.UTF8.GetString(key.PrivateKey.Span))];
        var payload = $"{transaction.Pending.SerializedTransaction} signed by {keys.Count} with nonce {Interlocked.Increment(ref _signatures)}";
        return new SignedTransaction(TransactionIdOf(payload), payload);
    }

    private sealed class Prepared(
        PendingTransaction pending,
        Network network,
        TransactionDescription description,
        Delivery delivery,
        AccountSequence? sequence,
        IReadOnlyList<string> claims)
        : PreparedTransaction(pending, network, description, delivery)
    {
        public override AccountSequence? Sequence { get; } = sequence;

        public override IReadOnlyList<string> Claims => [.. base.Claims, .. claims];
    }
}
