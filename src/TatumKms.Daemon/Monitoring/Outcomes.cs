using TatumKms.Core;

namespace TatumKms.Daemon.Monitoring;

/// <summary>The words by which metrics call outcomes.</summary>
internal static class Outcomes
{
    /// <summary>Listed by the API, and not worked on in the last round.</summary>
    public const string Waiting = "waiting";

    public static string Name(SigningOutcome outcome) => outcome switch
    {
        SigningOutcome.Completed => "completed",
        SigningOutcome.NotApproved => "not_approved",
        SigningOutcome.Refused => "refused",
        SigningOutcome.Failed => "failed",
        SigningOutcome.Postponed => "postponed",
        SigningOutcome.Held => "held",
        SigningOutcome.Unknown => "unknown",
        _ => Waiting,
    };
}
