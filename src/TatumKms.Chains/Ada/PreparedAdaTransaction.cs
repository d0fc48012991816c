using TatumKms.Chains.Ada.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Ada;

/// <summary>A transaction that the server made and that is what was asked for.</summary>
internal sealed class PreparedAdaTransaction(
    PendingTransaction pending,
    Network network,
    TransactionDescription description,
    Delivery delivery,
    UnsignedTransaction transaction,
    AdaBody body,
    IReadOnlyList<byte[]> signers)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public UnsignedTransaction Transaction { get; } = transaction;

    /// <summary>The same, read.</summary>
    public AdaBody Body { get; } = body;

    /// <summary>The public keys that sign, in the order of their signatures.</summary>
    public IReadOnlyList<byte[]> Signers { get; } = signers;

    /// <inheritdoc />
    public override IReadOnlyList<string> Claims => Body.Inputs;
}
