using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TatumKms.Daemon;

/// <summary>Logs the first failure of a series and its end, not what is between. Chains share it.</summary>
internal sealed class FailureMemory(ILogger logger)
{
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    public void Failed(string what, string reason)
    {
        if (_failures.AddOrUpdate(what, 1, (_, count) => unchecked(count + 1)) == 1)
        {
            logger.Failing(what, reason);
        }
    }

    public void Succeeded(string what)
    {
        if (_failures.TryRemove(what, out var count))
        {
            logger.Recovered(what, count);
        }
    }
}
