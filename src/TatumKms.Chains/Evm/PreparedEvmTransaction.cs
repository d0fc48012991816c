using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Evm;

/// <summary>A transaction of the family that wants its signature.</summary>
internal sealed class PreparedEvmTransaction(
    PendingTransaction pending,
    Network network,
    TransactionDescription description,
    Delivery delivery,
    ISignable transaction,
    AccountSequence? sequence) : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public ISignable Transaction { get; } = transaction;

    /// <inheritdoc />
    public override AccountSequence? Sequence { get; } = sequence;
}
