using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>What the journal calls states and kinds. A name that was written once is read for ever.</summary>
internal static class JournalNames
{
    public static string Of(JournalState state) => state switch
    {
        JournalState.Signed => "signed",
        JournalState.Accepted => "accepted",
        JournalState.Completed => "completed",
        JournalState.Rejected => "rejected",
        JournalState.OnChain => "onChain",
        JournalState.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static JournalState State(string name) => name switch
    {
        "signed" => JournalState.Signed,
        "accepted" => JournalState.Accepted,
        "completed" => JournalState.Completed,
        "rejected" => JournalState.Rejected,
        "onChain" => JournalState.OnChain,
        "expired" => JournalState.Expired,
        _ => throw new FormatException("An unknown state."),
    };

    public static string Of(DeferralKind kind) => kind switch
    {
        DeferralKind.Refused => "refused",
        DeferralKind.NotApproved => "notApproved",
        DeferralKind.Failed => "failed",
        DeferralKind.Postponed => "postponed",
        DeferralKind.Held => "held",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static DeferralKind Kind(string name) => name switch
    {
        "refused" => DeferralKind.Refused,
        "notApproved" => DeferralKind.NotApproved,
        "failed" => DeferralKind.Failed,
        "postponed" => DeferralKind.Postponed,
        "held" => DeferralKind.Held,
        _ => throw new FormatException("An unknown kind."),
    };
}
