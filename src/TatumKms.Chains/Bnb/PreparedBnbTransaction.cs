using TatumKms.Core;

namespace TatumKms.Chains.Bnb;

/// <summary>A transfer whose account was looked up.</summary>
internal sealed class PreparedBnbTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, BnbTransfer transfer, BnbAccount account)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public BnbTransfer Transfer { get; } = transfer;

    /// <summary>Whose signature it is.</summary>
    public BnbAccount Account { get; } = account;

    /// <inheritdoc />
    public override AccountSequence? Sequence => new(Transfer.Inputs[0].Address, (ulong)Account.Sequence);
}
