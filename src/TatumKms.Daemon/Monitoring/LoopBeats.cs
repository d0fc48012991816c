namespace TatumKms.Daemon.Monitoring;

/// <summary>Knows until when each loop of the daemon has to give its next sign of life.</summary>
/// <param name="period">The pause between rounds.</param>
/// <param name="longestStep">The longest that a loop may be busy without a sign.</param>
/// <param name="time">The clock.</param>
internal sealed class LoopBeats(TimeSpan period, TimeSpan longestStep, TimeProvider time)
{
    /// <summary>The loop of the rounds, which the life of every daemon begins with.</summary>
    public const string Rounds = "rounds";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _deadlines = new(StringComparer.Ordinal) { [Rounds] = time.GetUtcNow() + (3 * period) + longestStep };

    /// <summary>A loop is busy. What one chain does is a sign of life of the round that it is a part of, too.</summary>
    public void Beat(string loop)
    {
        lock (_lock)
        {
            SetDeadline(loop, time.GetUtcNow() + (3 * period) + longestStep);
        }
    }

    /// <summary>A loop rests; the next sign comes after the pause.</summary>
    public void Rest(string loop, TimeSpan pause)
    {
        lock (_lock)
        {
            SetDeadline(loop, time.GetUtcNow() + pause + (2 * period) + longestStep);
        }
    }

    /// <summary>A loop has come to its end.</summary>
    public void End(string loop)
    {
        lock (_lock)
        {
            _deadlines.Remove(loop);
        }
    }

    /// <summary>The loops that should have given a sign and have not.</summary>
    public IReadOnlyList<string> Silent()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return [.. _deadlines.Where(loop => loop.Value < now).Select(loop => loop.Key).Order(StringComparer.Ordinal)];
        }
    }

    private void SetDeadline(string loop, DateTimeOffset deadline)
    {
        _deadlines[loop] = deadline;
        if (_deadlines[Rounds] < deadline)
        {
            _deadlines[Rounds] = deadline;
        }
    }
}
