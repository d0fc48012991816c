using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>A transaction of the family whose every input has a plan.</summary>
internal sealed class PreparedUtxoTransaction(
    PendingTransaction pending,
    Network network,
    TransactionDescription description,
    Delivery delivery,
    UtxoTransaction transaction,
    IReadOnlyList<InputPlan> plans)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public UtxoTransaction Transaction { get; } = transaction;

    /// <inheritdoc />
    public override IReadOnlyList<string> Claims => [.. Transaction.Inputs.Select(input => input.OutPoint)];

    /// <summary>How each input is signed, in their order.</summary>
    public IReadOnlyList<InputPlan> Plans { get; } = plans;
}
