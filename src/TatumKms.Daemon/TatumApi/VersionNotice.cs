using Microsoft.Extensions.Logging;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Passes on what the API says about newer versions (<c>9.9.9;ERROR;text</c>), each text once a day.</summary>
internal sealed class VersionNotice(TimeProvider time, ILogger<VersionNotice> logger)
{
    public const string Header = "x-ttm-kms-latest-version";

    /// <summary>An API that says something new each time shall not fill memory and log: so many texts a day.</summary>
    private const int MaxNotices = 16;

    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    public void Observe(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues(Header, out var values))
        {
            return;
        }

        var text = ApiText.ForLog(string.Join(", ", values));
        if (!IsDue(text))
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

    private bool IsDue(string text)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var old in _told.Where(notice => now - notice.Value >= Silence).Select(notice => notice.Key).ToArray())
            {
                _told.Remove(old);
            }

            return _told.Count < MaxNotices && _told.TryAdd(text, now);
        }
    }
}
