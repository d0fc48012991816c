namespace TatumKms.Core;

/// <summary>How a round ended for one pending transaction. A failure is data; it never ends another transaction.</summary>
/// <param name="PendingId">The API's id.</param>
public abstract record SigningOutcome(string PendingId)
{
    /// <summary>Signed (now or before), accepted and completed.</summary>
    public sealed record Completed(string PendingId, string TransactionId) : SigningOutcome(PendingId);

    /// <summary>Not signed because the second pair of eyes did not approve, or the owner's policy denies it; asked again in a later round.</summary>
    public sealed record NotApproved(string PendingId, string Reason) : SigningOutcome(PendingId);

    /// <summary>Not signed because it is malformed, unsafe or not for these keys; reported to the API.</summary>
    public sealed record Refused(string PendingId, string Reason) : SigningOutcome(PendingId);

    /// <summary>Signed, but the API refused it for good; reported to the API.</summary>
    public sealed record Failed(string PendingId, string Reason) : SigningOutcome(PendingId);

    /// <summary>Not signed because a look-up failed or the second pair of eyes has not decided yet; tried again in the next round.</summary>
    public sealed record Postponed(string PendingId, string Reason) : SigningOutcome(PendingId);

    /// <summary>Not signed for now: the owner has frozen all signing, or the policy has it wait.</summary>
    public sealed record Held(string PendingId, string Reason) : SigningOutcome(PendingId);

    /// <summary>Signed and sent, but nobody said whether it arrived; the same bytes go out again.</summary>
    public sealed record Unknown(string PendingId, string TransactionId, string Reason) : SigningOutcome(PendingId);
}
