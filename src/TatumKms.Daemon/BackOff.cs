using System.Security.Cryptography;

namespace TatumKms.Daemon;

/// <summary>
/// When a chain that fails is asked again: after pauses that double, each of a length of its own so that not all who were cut off come
/// back at the same moment, or after the one that the API asks for. Counts on a clock that nobody sets.
/// </summary>
internal sealed class BackOff(TimeSpan period, Timings timings, TimeProvider time)
{
    private int _failures;
    private long _since;
    private TimeSpan _pause;

    /// <summary>Whether its last round failed.</summary>
    public bool IsFailing => _failures > 0;

    /// <summary>Whether it may be asked again.</summary>
    public bool IsDue => _failures == 0 || time.GetElapsedTime(_since) >= _pause;

    public void Succeeded() => _failures = 0;

    /// <summary>Counts a failure.</summary>
    /// <param name="retryAfter">What the API asks for.</param>
    /// <returns>The pause.</returns>
    public TimeSpan Failed(TimeSpan? retryAfter)
    {
        _failures++;
        _since = time.GetTimestamp();
        var longest = timings.LongestBackOff > period ? timings.LongestBackOff : period;
        var doubled = period * Math.Pow(2, Math.Min(_failures, 20));
        var full = doubled < longest ? doubled : longest;
        var pause = (full / 2) + (full / 2 * RandomNumberGenerator.GetInt32(1, 1001) / 1000);
        _pause = retryAfter > pause ? retryAfter.Value : pause;
        return _pause;
    }
}
