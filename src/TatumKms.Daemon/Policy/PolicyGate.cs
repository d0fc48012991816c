using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Daemon.Policy;

/// <summary>
/// What stands between a transaction and its signature: the freeze switch, the policy, and the count of what was spent. Whoever signs
/// gets a permit first; from then on what the transaction spends counts against the limits of all others, on any chain.
/// </summary>
internal sealed class PolicyGate
{
    private readonly Lock _lock = new();
    private readonly CurrentPolicy _policy;
    private readonly FreezeSwitch _freeze;
    private readonly ISigningJournal _journal;
    private readonly IDaemonEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PolicyHistory _history;

    /// <summary>Counts what the journal says was signed before.</summary>
    /// <exception cref="KmsException">The journal has facts that are none (<see cref="KmsError.StoreDamaged"/>).</exception>
    public PolicyGate(
        CurrentPolicy policy, FreezeSwitch freeze, ISigningJournal journal, IDaemonEvents events, TimeProvider time, ILogger<PolicyGate> logger)
    {
        _policy = policy;
        _freeze = freeze;
        _journal = journal;
        _events = events;
        _time = time;
        _logger = logger;
        _history = new PolicyHistory(journal.TakeFacts().Select(SpentBy), journal.Sightings);
    }

    /// <summary>A sentence that says that the owner has frozen all signing; nothing, when nobody has.</summary>
    public string? WhyFrozen => !_freeze.IsFrozen ? null
        : _freeze.Reason is { } reason ? $"All signing is frozen ({reason}); 'tatum-kms unfreeze' ends that."
        : "All signing is frozen; 'tatum-kms unfreeze' ends that.";

    /// <exception cref="HeldException">The owner has frozen all signing.</exception>
    public void RequireThawed()
    {
        if (WhyFrozen is { } reason)
        {
            throw new HeldException(reason);
        }
    }

    /// <summary>Decides about a transaction before anybody is asked. From then on the wait of a destination runs that nobody has named before.</summary>
    public PolicyDecision Decide(PolicyRequest request)
    {
        lock (_lock)
        {
            var (decision, policy) = Evaluate(request);
            if (policy is null)
            {
                return decision;
            }

            Note(request, decision, policy.Document);
            _events.Judged(decision.Effect);
            foreach (var warning in decision.Warnings)
            {
                _logger.PolicyWarning(request.PendingId, warning);
            }

            return decision;
        }
    }

    /// <summary>Decides again, since time has passed and others have signed, and reserves what the transaction spends.</summary>
    /// <param name="request">The facts.</param>
    /// <param name="isApproved">Whether the second pair of eyes has approved it.</param>
    /// <param name="decision">What the policy says now.</param>
    /// <param name="permit">What allows to sign; the caller disposes it.</param>
    /// <returns>Whether it may be signed.</returns>
    public bool TryPermit(PolicyRequest request, bool isApproved, out PolicyDecision decision, [NotNullWhen(true)] out PolicyPermit? permit)
    {
        lock (_lock)
        {
            (decision, var policy) = Evaluate(request);
            if (decision.Effect != PolicyEffect.Allow && !(decision.Effect == PolicyEffect.RequireApproval && isApproved))
            {
                permit = null;
                return false;
            }

            var now = _time.GetUtcNow();
            var spent = SpentRecord.Of(request, now);
            _history.Reserve(spent);
            permit = new PolicyPermit(this, spent, new SignedFacts(now, request, new Consent(policy?.Hash, decision.DecidedBy, isApproved)).ToJson());
            return true;
        }
    }

    internal void Keep(SpentRecord spent)
    {
        lock (_lock)
        {
            _history.Note(spent);
        }
    }

    internal void Release(SpentRecord spent)
    {
        lock (_lock)
        {
            _history.Release(spent.PendingId);
        }
    }

    private static SpentRecord SpentBy(JournalEntry entry)
    {
        try
        {
            var facts = SignedFacts.Of(entry);
            return SpentRecord.Of(facts.Request, facts.Time);
        }
        catch (FormatException problem)
        {
            throw new KmsException(
                KmsError.StoreDamaged,
                $"The signing journal says of transaction {entry.PendingId} what this version cannot read. {problem.Message}",
                "Limits cannot be counted without it. Was the journal written by a newer version?",
                problem);
        }
    }

    /// <summary>Without a policy the second pair of eyes decides alone.</summary>
    private (PolicyDecision Decision, LoadedPolicy? Policy) Evaluate(PolicyRequest request) => _policy.Loaded is { } loaded
        ? (loaded.Document.Evaluate(request, _history, _time.GetUtcNow()), loaded)
        : (new PolicyDecision(PolicyEffect.RequireApproval, [], "There is no policy."), null);

    private void Note(PolicyRequest request, PolicyDecision decision, PolicyDocument policy)
    {
        if (!policy.HasFirstUseDelay)
        {
            return;
        }

        foreach (var destination in decision.NewDestinations)
        {
            var sighting = new Sighting(_time.GetUtcNow(), request.Chain, request.Network, destination);
            _history.Note(sighting);
            _journal.Note(sighting);
        }
    }
}
