using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>
/// How long a transaction waits that was not signed, or failed, so that it is not worked on in each round: twice as long each time
/// it ends the same way. The pauses are in the journal, so that a restart does not end them; another content does.
/// </summary>
internal sealed class Pauses(DaemonOptions options, ISigningJournal journal, TimeProvider time)
{
    private long _liftedAt = DateTimeOffset.MinValue.UtcTicks;

    /// <summary>
    /// Ends the pauses that have begun: somebody has changed something, be it the wallet that was missing. Their number is not
    /// forgotten, so that the next pause of a transaction that still ends the same way is longer.
    /// </summary>
    public void Lift() => Interlocked.Exchange(ref _liftedAt, time.GetUtcNow().UtcTicks);

    /// <summary>How the last attempt ended, while the transaction waits; nothing, when it is to be worked on.</summary>
    public SigningOutcome? Running(string pendingId, string digest)
    {
        if (options.IgnorePauses || journal.FindDeferral(pendingId) is not { } deferral || deferral.ContentDigest != digest)
        {
            return null;
        }

        // A pause longer than any comes from a clock that was wrong.
        var left = deferral.Until - time.GetUtcNow();
        var begun = deferral.Until - Length(deferral.Kind, deferral.Attempts);
        var isLifted = begun.UtcTicks < Interlocked.Read(ref _liftedAt);
        return left > TimeSpan.Zero && left <= Longest(deferral.Kind) && !isLifted ? OutcomeOf(deferral) : null;
    }

    /// <summary>Begins a pause, if it is an outcome to wait after.</summary>
    public void Begin(string digest, SigningOutcome outcome)
    {
        if (KindOf(outcome) is not { } kind)
        {
            return;
        }

        var before = journal.FindDeferral(outcome.PendingId);
        var attempts = before is not null && before.ContentDigest == digest && before.Kind == kind ? Math.Min(before.Attempts, int.MaxValue - 1) + 1 : 1;
        journal.Defer(new Deferral(
            outcome.PendingId, digest, attempts, time.GetUtcNow() + Length(kind, attempts), kind, ReasonOf(outcome), WasTold(before, outcome)));
    }

    /// <summary>Whether the log and the API have it already, be it from a daemon before.</summary>
    public bool WasTold(SigningOutcome outcome) => WasTold(journal.FindDeferral(outcome.PendingId), outcome);

    /// <summary>Remembers that the log and the API have it, over a restart, too.</summary>
    public void Told(SigningOutcome outcome)
    {
        if (KindOf(outcome) is not { } kind)
        {
            return;
        }

        var deferral = journal.FindDeferral(outcome.PendingId);
        if (IsOf(deferral, outcome))
        {
            if (!deferral!.IsTold)
            {
                journal.Defer(deferral with { IsTold = true });
            }
        }
        else if (outcome is SigningOutcome.Refused or SigningOutcome.Failed)
        {
            // Refused before it had a content to wait with, such as an element of the list that cannot be read.
            journal.Defer(new Deferral(outcome.PendingId, "", 1, time.GetUtcNow(), kind, ReasonOf(outcome), IsTold: true));
        }
    }

    private static bool WasTold(Deferral? deferral, SigningOutcome outcome) => IsOf(deferral, outcome) && deferral!.IsTold;

    private static bool IsOf(Deferral? deferral, SigningOutcome outcome) =>
        deferral is not null && deferral.Kind == KindOf(outcome) && deferral.Reason == ReasonOf(outcome);

    private static TimeSpan Length(DeferralKind kind, int attempts)
    {
        var length = First(kind);
        for (var i = 1; i < attempts && length < Longest(kind); i++)
        {
            length *= 2;
        }

        return length < Longest(kind) ? length : Longest(kind);
    }

    private static TimeSpan First(DeferralKind kind) => kind is DeferralKind.Postponed or DeferralKind.Held ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(30);

    private static TimeSpan Longest(DeferralKind kind) => kind switch
    {
        DeferralKind.Postponed or DeferralKind.Held => TimeSpan.FromMinutes(5),
        DeferralKind.NotApproved => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromHours(1),
    };

    private static DeferralKind? KindOf(SigningOutcome outcome) => outcome switch
    {
        SigningOutcome.Refused => DeferralKind.Refused,
        SigningOutcome.NotApproved => DeferralKind.NotApproved,
        SigningOutcome.Failed => DeferralKind.Failed,
        SigningOutcome.Postponed => DeferralKind.Postponed,
        SigningOutcome.Held => DeferralKind.Held,
        _ => null,
    };

    private static string ReasonOf(SigningOutcome outcome) => Deferral.Cap(outcome switch
    {
        SigningOutcome.Refused refused => refused.Reason,
        SigningOutcome.NotApproved no => no.Reason,
        SigningOutcome.Failed failed => failed.Reason,
        SigningOutcome.Postponed postponed => postponed.Reason,
        SigningOutcome.Held held => held.Reason,
        _ => "",
    });

    private static SigningOutcome OutcomeOf(Deferral deferral) => deferral.Kind switch
    {
        DeferralKind.Refused => new SigningOutcome.Refused(deferral.PendingId, deferral.Reason),
        DeferralKind.NotApproved => new SigningOutcome.NotApproved(deferral.PendingId, deferral.Reason),
        DeferralKind.Failed => new SigningOutcome.Failed(deferral.PendingId, deferral.Reason),
        DeferralKind.Held => new SigningOutcome.Held(deferral.PendingId, deferral.Reason),
        _ => new SigningOutcome.Postponed(deferral.PendingId, deferral.Reason),
    };
}
