using TatumKms.Core;

namespace TatumKms.Chains.Algo;

/// <summary>A transaction whose every field is read.</summary>
internal sealed class PreparedAlgoTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, byte[] encoded, byte[] signer)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>The canonical MessagePack of the unsigned transaction.</summary>
    public byte[] Encoded { get; } = encoded;

    /// <summary>The public key that signs.</summary>
    public byte[] Signer { get; } = signer;
}
