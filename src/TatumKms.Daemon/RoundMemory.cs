using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>
/// Remembers how it last ended for each transaction, so that what is the same again is not logged and reported again. What was
/// told by a daemon before is in the journal (<see cref="Pauses"/>). Rounds of several chains may share one.
/// </summary>
internal sealed class RoundMemory(DaemonOptions options, Pauses pauses, TimeProvider time)
{
    /// <summary>What was not seen for so long is forgotten; a transaction that waits may be missing from a list for a round.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (SigningOutcome Outcome, DateTimeOffset Seen)> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Those that did not end this way before.</summary>
    public IReadOnlyList<SigningOutcome> TakeNews(IReadOnlyList<SigningOutcome> outcomes)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var news = outcomes.Where(IsNews).ToArray();
            foreach (var outcome in outcomes)
            {
                _outcomes[outcome.PendingId] = (Shortened(outcome), now);
            }

            foreach (var (id, _) in _outcomes.Where(known => now - known.Value.Seen > Kept).ToArray())
            {
                _outcomes.Remove(id);
            }

            return news;
        }
    }

    /// <summary>Those of them that the API was not told, by this daemon or by one before.</summary>
    public IReadOnlyList<SigningOutcome> NotReported(IEnumerable<SigningOutcome> news) => [.. news.Where(outcome => !pauses.WasTold(outcome))];

    /// <summary>The log and the API have them: they are no news after a restart either.</summary>
    public void Told(IEnumerable<SigningOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            pauses.Told(outcome);
        }
    }

    /// <summary>Somebody asks for a round, and wants an answer for each transaction (<see cref="Pauses.Lift"/>).</summary>
    public void LiftPauses() => pauses.Lift();

    /// <summary>Somebody who runs single rounds wants to read how they ended, however often they have.</summary>
    private bool IsNews(SigningOutcome outcome) =>
        !(_outcomes.TryGetValue(outcome.PendingId, out var before) && before.Outcome == Shortened(outcome))
        && (options.IgnorePauses || !pauses.WasTold(outcome));

    /// <summary>As it comes out of a pause, which keeps the beginning of the reason only.</summary>
    private static SigningOutcome Shortened(SigningOutcome outcome) => outcome switch
    {
        SigningOutcome.Refused refused => refused with { Reason = Deferral.Cap(refused.Reason) },
        SigningOutcome.NotApproved no => no with { Reason = Deferral.Cap(no.Reason) },
        SigningOutcome.Failed failed => failed with { Reason = Deferral.Cap(failed.Reason) },
        SigningOutcome.Postponed postponed => postponed with { Reason = Deferral.Cap(postponed.Reason) },
        SigningOutcome.Held held => held with { Reason = Deferral.Cap(held.Reason) },
        _ => outcome,
    };
}
