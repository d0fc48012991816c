namespace TatumKms.Core;

/// <summary>The second pair of eyes. Anything but <see cref="ApprovalDecision.Approved"/> means: no signature.</summary>
public interface ITransactionApprover
{
    /// <summary>Decides; never throws for a failure of its own, only when cancelled.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="warnings">What whoever decides should look at, a sentence each.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken);
}

/// <summary>What was decided of one transaction at this time.</summary>
/// <param name="Approved">Whether it may be signed.</param>
/// <param name="Reason">Why not: a sentence without secrets.</param>
public readonly record struct ApprovalDecision(bool Approved, string? Reason)
{
    /// <summary>Whether nothing was decided yet: not a no, only not now.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>It may be signed.</summary>
    public static ApprovalDecision Yes { get; } = new(true, null);

    /// <summary>It may not.</summary>
    public static ApprovalDecision No(string reason) => new(false, reason);

    /// <summary>It may not yet; a later round asks again.</summary>
    public static ApprovalDecision Later(string reason) => new(false, reason) { IsOpen = true };
}
