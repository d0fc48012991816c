using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Approval;

/// <summary>Asks everybody who has a say before a transaction is signed: the owner's policy, and where that wants it the second pair of eyes.</summary>
internal sealed class TransactionAuthorizer(DaemonOptions options, PolicyGate gate, ITransactionApprover approver)
{
    /// <summary>Gets a permit for a transaction, or the outcome that it has without one.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="labelOf">The label of an entry of the store, or nothing.</param>
    /// <param name="cancellationToken">Ends the question to the second pair of eyes.</param>
    /// <exception cref="RefusedException">Nobody can tell what it does, and the owner has not allowed such ones.</exception>
    public async Task<Authorization> AuthorizeAsync(PreparedTransaction transaction, Func<SignatureId, string?> labelOf, CancellationToken cancellationToken)
    {
        OpaqueTransactions.RequireAllowed(transaction, options);
        var id = transaction.Pending.Id;
        var facts = PolicyRequest.Of(transaction, labelOf);
        var first = gate.Decide(facts);
        if (OutcomeOf(id, first) is { } forbidden)
        {
            return new Authorization(null, forbidden);
        }

        var mustAsk = first.Effect == PolicyEffect.RequireApproval;
        if (mustAsk && await approver.DecideAsync(transaction, first.Warnings, cancellationToken) is { Approved: false } no)
        {
            return new Authorization(null, OutcomeOf(id, no));
        }

        // While somebody was asked, others may have used up a limit, and the owner may have changed the policy.
        return gate.TryPermit(facts, mustAsk, out var last, out var permit)
            ? new Authorization(permit, null)
            : new Authorization(null, OutcomeOf(id, last) ?? new SigningOutcome.Postponed(id, "The policy wants it to be approved since it was changed just now."));
    }

    private static SigningOutcome? OutcomeOf(string id, PolicyDecision decision) => decision.Effect switch
    {
        PolicyEffect.Deny => new SigningOutcome.NotApproved(id, WithWarnings(decision)),
        PolicyEffect.Hold => new SigningOutcome.Held(id, WithWarnings(decision)),
        _ => null,
    };

    private static SigningOutcome OutcomeOf(string id, ApprovalDecision decision) => decision.IsOpen
        ? new SigningOutcome.Postponed(id, decision.Reason ?? "Not decided yet.")
        : new SigningOutcome.NotApproved(id, decision.Reason ?? "Not approved.");

    private static string WithWarnings(PolicyDecision decision) => string.Join(' ', decision.Warnings.Prepend(decision.Sentence));
}

/// <summary>Whether a transaction may be signed: one of both is given.</summary>
/// <param name="Permit">Allows it; the caller disposes it.</param>
/// <param name="Outcome">How it ends without one.</param>
internal readonly record struct Authorization(PolicyPermit? Permit, SigningOutcome? Outcome);
