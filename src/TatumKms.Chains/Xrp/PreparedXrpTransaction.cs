using TatumKms.Chains.Xrp.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp;

/// <summary>A transaction of the XRP Ledger that lacks nothing but its signature.</summary>
internal sealed class PreparedXrpTransaction(
    PendingTransaction pending,
    Network network,
    TransactionDescription description,
    Delivery delivery,
    XrpTransaction transaction,
    ReadOnlyMemory<byte> publicKey)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public XrpTransaction Transaction { get; } = transaction;

    /// <summary>Whose signature it gets; 33 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; } = publicKey;

    /// <inheritdoc />
    public override AccountSequence? Sequence => Transaction.Sequence is { } number and > 0 ? new AccountSequence(Transaction.Account, number) : null;
}
