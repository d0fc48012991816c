using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>Where there is no second pair of eyes: test networks only, which <see cref="DaemonOptions.Validate"/> sees to.</summary>
internal sealed class ApproveAll : ITransactionApprover
{
    public Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken) =>
        Task.FromResult(ApprovalDecision.Yes);
}
