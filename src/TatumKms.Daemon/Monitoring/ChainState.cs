using TatumKms.Core;

namespace TatumKms.Daemon.Monitoring;

/// <summary>What is known of one chain; its user holds a lock.</summary>
internal sealed class ChainState
{
    private Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>Entries of the wallet file that the daemon polls for.</summary>
    public int Keys { get; set; }

    /// <summary>When the question is on its way: since when.</summary>
    public DateTimeOffset? Asked { get; set; }

    public DateTimeOffset? LastSuccess { get; private set; }

    public DateTimeOffset? LastFailure { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>How many of the last round's transactions ended how, completed ones apart.</summary>
    public IReadOnlyDictionary<string, int> Left { get; private set; } = new Dictionary<string, int>();

    public int Pending => Left.Values.Sum();

    /// <summary>Whether the last question was answered.</summary>
    public bool IsAnswered => LastSuccess is { } success && !(LastFailure > success);

    public DateTimeOffset? OldestSeen => _seen.Count == 0 ? null : _seen.Values.Min();

    public void Answered(IEnumerable<string> pendingIds, DateTimeOffset now)
    {
        LastSuccess = now;
        _seen = pendingIds.Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => _seen.GetValueOrDefault(id, now), StringComparer.Ordinal);
        Left = _seen.Count == 0 ? new Dictionary<string, int>() : new Dictionary<string, int> { [Outcomes.Waiting] = _seen.Count };
    }

    public void Failed(string problem, DateTimeOffset now)
    {
        LastFailure = now;
        LastError = problem;
    }

    /// <summary>Sorts what is pending by how the round ended for it.</summary>
    public void Ended(IReadOnlyList<SigningOutcome> outcomes)
    {
        foreach (var done in outcomes.OfType<SigningOutcome.Completed>())
        {
            _seen.Remove(done.PendingId);
        }

        var open = outcomes.Where(outcome => outcome is not SigningOutcome.Completed).ToArray();
        var left = open.GroupBy(Outcomes.Name).ToDictionary(group => group.Key, group => group.Count());
        var waiting = _seen.Keys.Except(open.Select(outcome => outcome.PendingId)).Count();
        if (waiting > 0)
        {
            left[Outcomes.Waiting] = waiting;
        }

        Left = left;
    }
}
