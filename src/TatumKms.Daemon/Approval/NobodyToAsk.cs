using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>Where a policy decides and there is no second pair of eyes, what it wants approved is not.</summary>
internal sealed class NobodyToAsk : ITransactionApprover
{
    public Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken) =>
        Task.FromResult(ApprovalDecision.No("The policy wants it to be approved, and there is no second pair of eyes. Give its URL with --externalUrl."));
}
