using System.Text.Json;
using TatumKms.Chains.Tests;
using TatumKms.Core;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>A real chain whose look-ups a vector answers, and that counts what was signed.</summary>
internal sealed class VectorChain(IChain chain, JsonElement vector) : IChain, IFreshening, IDirectDelivery
{
    private readonly VectorNode _node = new(vector);
    private int _signatures;

    public ChainId Id => chain.Id;

    public string PendingId { get; } = vector.GetProperty("pending").GetProperty("id").GetString()!;

    public int Signatures => _signatures;

    /// <summary>How much the chain has told nodes by itself: a reservation, a transaction.</summary>
    public int Told => _node.Told.Count;

    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => chain.GenerateWallet(network, mnemonic);

    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => chain.ImportPrivateKey(network, privateKey);

    public string DeriveAddress(WalletEntry entry, uint index) => chain.DeriveAddress(entry, index);

    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => chain.DerivePrivateKey(entry, index);

    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => chain.GetPublicKey(network, privateKey);

    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => chain.SelectKeys(transaction);

    public Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction, Network network, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys, IChainNode node, CancellationToken cancellationToken) =>
        chain.PrepareAsync(transaction, network, publicKeys, _node, cancellationToken);

    public Task<PreparedTransaction> FreshenAsync(PreparedTransaction approved, IChainNode node, CancellationToken cancellationToken) =>
        chain is IFreshening freshening ? freshening.FreshenAsync(approved, _node, cancellationToken) : Task.FromResult(approved);

    public Task ReleaseAsync(PreparedTransaction fresh, IChainNode node, CancellationToken cancellationToken) =>
        chain is IFreshening freshening ? freshening.ReleaseAsync(fresh, _node, cancellationToken) : Task.CompletedTask;

    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        Interlocked.Increment(ref _signatures);
        return chain.Sign(transaction, keys);
    }

    public Task<DirectOutcome> SendAsync(SignedTransaction transaction, Network network, IChainNode node, CancellationToken cancellationToken) =>
        ((IDirectDelivery)chain).SendAsync(transaction, network, _node, cancellationToken);
}
