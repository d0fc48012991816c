using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>
/// What the processor of transactions asks before it signs. One gate, one journal: whoever signs notes the record of what was spent,
/// durably, before the next transaction is asked about, or limits would not hold.
/// </summary>
/// <param name="policy">The policy, or nothing where the owner has given none: then the second pair of eyes decides, as before.</param>
/// <param name="history">What was signed before.</param>
/// <param name="freeze">The switch that stops everything.</param>
/// <param name="labelOf">The label of an entry of the store, or nothing.</param>
/// <param name="time">The clock.</param>
public sealed class PolicyGate(PolicyDocument? policy, IPolicyHistory history, FreezeSwitch freeze, Func<SignatureId, string?> labelOf, TimeProvider time)
{
    /// <summary>Decides about a transaction that is prepared and not signed yet.</summary>
    public PolicyDecision Decide(PreparedTransaction transaction)
    {
        if (freeze.IsFrozen)
        {
            var reason = freeze.Reason is { } given ? $" ({given})" : "";
            return new PolicyDecision(PolicyEffect.Deny, [FreezeSwitch.FileName], $"All signing is frozen{reason}; 'tatum-kms unfreeze' ends that.");
        }

        return policy?.Evaluate(Facts(transaction), history, time.GetUtcNow())
            ?? new PolicyDecision(PolicyEffect.RequireApproval, [], "There is no policy.");
    }

    /// <summary>What the journal stores beside a transaction that is signed now.</summary>
    public SpentRecord Spent(PreparedTransaction transaction) => SpentRecord.Of(Facts(transaction), time.GetUtcNow());

    /// <summary>What the journal stores of destinations that a decision calls new.</summary>
    public IReadOnlyList<SightingRecord> Sightings(PreparedTransaction transaction, PolicyDecision decision) =>
        [.. decision.NewDestinations.Select(destination => new SightingRecord(time.GetUtcNow(), transaction.Pending.Chain, transaction.Network, destination))];

    private PolicyRequest Facts(PreparedTransaction transaction) => PolicyRequest.Of(transaction, labelOf);
}
