using TatumKms.Core;

namespace TatumKms.Chains.Vet;

/// <summary>A transaction of VeChainThor that wants its signature.</summary>
internal sealed class PreparedVetTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, VetTransaction transaction, byte[] origin)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public VetTransaction Transaction { get; } = transaction;

    /// <summary>The signer's address, 20 bytes.</summary>
    public byte[] Origin { get; } = origin;
}
