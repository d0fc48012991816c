using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What a policy would have said of transactions that were signed, each with the history that the policy itself would have let come about.</summary>
public static class PolicyRehearsal
{
    /// <summary>Has a policy judge transactions in their order.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="signed">The transactions, the oldest first.</param>
    /// <returns>One decision for each; what it wants approved counts as approved.</returns>
    public static IEnumerable<(SignedFacts Facts, PolicyDecision Decision)> Run(PolicyDocument policy, IEnumerable<SignedFacts> signed)
    {
        var history = new PolicyHistory();
        foreach (var facts in signed)
        {
            var request = facts.Request;
            var decision = policy.Evaluate(request, history, facts.Time);
            foreach (var destination in decision.NewDestinations)
            {
                history.Note(new Sighting(facts.Time, request.Chain, request.Network, destination));
            }

            if (decision.Effect is PolicyEffect.Allow or PolicyEffect.RequireApproval)
            {
                history.Note(SpentRecord.Of(request, facts.Time));
            }

            yield return (facts, decision);
        }
    }
}
