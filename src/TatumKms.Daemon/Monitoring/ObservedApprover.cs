using TatumKms.Core;

namespace TatumKms.Daemon.Monitoring;

/// <summary>Tells what the second pair of eyes decided, and how long it took.</summary>
internal sealed class ObservedApprover(ITransactionApprover approver, IDaemonEvents events, TimeProvider time) : ITransactionApprover
{
    public async Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var decision = await approver.DecideAsync(transaction, warnings, cancellationToken);
        events.Decided(decision, time.GetElapsedTime(began));
        return decision;
    }
}
