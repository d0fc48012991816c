using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>A request that was read; after <see cref="IFreshening.FreshenAsync"/> also the transaction with Tatum's proposer and payer.</summary>
internal sealed class PreparedFlowTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, FlowRequest request, FreshFlow? fresh = null)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What was asked for.</summary>
    public FlowRequest Request { get; } = request;

    /// <summary>What does not keep, or nothing before it was fetched.</summary>
    public FreshFlow? Fresh { get; } = fresh;

    /// <summary>The same with what does not keep.</summary>
    public PreparedFlowTransaction With(FreshFlow found) => new(Pending, Network, Description, Delivery, Request, found);
}

/// <summary>What does not keep.</summary>
/// <param name="Transaction">The transaction with its roles, sequence number and reference block.</param>
/// <param name="ProposerSignature">The proposer's signature, or nothing where the payer's key proposes.</param>
internal sealed record FreshFlow(FlowTransaction Transaction, FlowSignature? ProposerSignature);
