using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Passes on what the API says about newer versions (<c>9.9.9;ERROR;text</c>), each text once.</summary>
internal sealed class VersionNotice(ILogger<VersionNotice> logger)
{
    public const string Header = "x-ttm-kms-latest-version";

    /// <summary>An API that says something new each time shall not fill memory and log.</summary>
    private const int MaxNotices = 16;

    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    public void Observe(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues(Header, out var values) || _seen.Count >= MaxNotices)
        {
            return;
        }

        var text = ApiText.ForLog(string.Join(", ", values));
        if (!_seen.TryAdd(text, true))
        {
            return;
        }

        if (text.Split(';') is [_, "ERROR", ..])
        {
            logger.NewerVersionNeeded(text);
        }
        else
        {
            logger.NewerVersion(text);
        }
    }
}
