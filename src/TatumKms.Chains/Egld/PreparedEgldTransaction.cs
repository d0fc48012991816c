using TatumKms.Core;

namespace TatumKms.Chains.Egld;

/// <summary>A transaction of MultiversX that wants its signature.</summary>
internal sealed class PreparedEgldTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, EgldTransaction transaction)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public EgldTransaction Transaction { get; } = transaction;

    /// <inheritdoc />
    public override AccountSequence? Sequence => new(EgldAddress.Format(Transaction.Sender), Transaction.Nonce);
}
