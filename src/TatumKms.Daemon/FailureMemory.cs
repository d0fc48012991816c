using Microsoft.Extensions.Logging;

namespace TatumKms.Daemon;

/// <summary>Logs the first failure of a series and its end, not what is between.</summary>
internal sealed class FailureMemory(ILogger logger)
{
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);

    public void Failed(string what, string reason)
    {
        var count = _failures.GetValueOrDefault(what);
        if (count == 0)
        {
            logger.Failing(what, reason);
        }

        _failures[what] = unchecked(count + 1);
    }

    public void Succeeded(string what)
    {
        if (_failures.Remove(what, out var count))
        {
            logger.Recovered(what, count);
        }
    }
}
