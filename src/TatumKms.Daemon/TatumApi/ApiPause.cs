using System.Net;

namespace TatumKms.Daemon.TatumApi;

/// <summary>
/// Until when the API wants to be left alone: a 429 speaks for the whole API, whichever chain it was said to. Counts on a clock that
/// nobody sets.
/// </summary>
internal sealed class ApiPause(TimeProvider time)
{
    /// <summary>No answer keeps the daemon from asking for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private long _since;
    private TimeSpan _pause;

    /// <summary>How long it is still to be left alone; zero: it may be asked.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_lock)
            {
                return Left();
            }
        }
    }

    /// <summary>Remembers what an answer asks for.</summary>
    public void Observe(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests || RetryAfter(response, time) is not { } pause)
        {
            return;
        }

        lock (_lock)
        {
            if (pause > Left())
            {
                (_since, _pause) = (time.GetTimestamp(), pause);
            }
        }
    }

    /// <summary>What an answer asks for in seconds or as a date (RFC 9110, 10.2.3), an hour at most; nothing: the usual pause.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider time)
    {
        TimeSpan? asked = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };
        return asked > Longest ? Longest : asked > TimeSpan.Zero ? asked : null;
    }

    private TimeSpan Left() => _pause - time.GetElapsedTime(_since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
