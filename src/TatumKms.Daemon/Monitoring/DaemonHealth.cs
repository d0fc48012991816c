using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Monitoring;

/// <summary>How the daemon fares, for supervisors and people. Holds no secret, no id of a transaction and no address.</summary>
public sealed partial class DaemonHealth
{
    private readonly DaemonMonitor _monitor;
    private readonly DaemonOptions _options;
    private readonly IJournalHealth _journal;
    private readonly CurrentPolicy _policy;
    private readonly FreezeSwitch _freeze;
    private readonly TimeProvider _time;

    internal DaemonHealth(DaemonMonitor monitor, DaemonOptions options, IJournalHealth journal, CurrentPolicy policy, FreezeSwitch freeze, TimeProvider time)
    {
        _monitor = monitor;
        _options = options;
        _journal = journal;
        _policy = policy;
        _freeze = freeze;
        _time = time;
        _monitor.Metrics.BuildInfo.Set(1, options.ProgramVersion);
    }

    /// <summary>Whether every loop has given a sign of life in time.</summary>
    public bool IsLive => _monitor.SilentLoops.Count == 0;

    /// <summary>Whether the first round has begun and the wallet file is open.</summary>
    public bool HasStarted => _monitor.HasBegun && _monitor.IsStoreOpen == true;

    /// <summary>Why the daemon cannot work on transactions now, a sentence each; nothing when it can.</summary>
    public IReadOnlyList<string> WhyNotReady()
    {
        var reasons = new List<string>();
        Add(_monitor.IsStoreOpen is null, "The wallet file has not been opened yet.");
        Add(_monitor.IsStoreOpen == false, "The wallet file could not be opened.");
        Add(!_journal.Health.IsWritable, "The signing journal cannot be written.");
        Add(!HasApiAnswered(), "The API has not answered in the last rounds.");
        Add(_options is { Network: Network.Mainnet, ExternalUrl: null, PolicyPath: null }, "Neither a second pair of eyes nor a policy is set up.");
        return reasons;

        void Add(bool applies, string reason)
        {
            if (applies)
            {
                reasons.Add(reason);
            }
        }
    }

    /// <summary>One line for a supervisor.</summary>
    public string Describe()
    {
        var reasons = WhyNotReady();
        var chains = _monitor.Read((_, state) => (state.Keys, state.Pending));
        return !IsLive ? "A loop has stopped."
            : reasons.Count > 0 ? reasons[0]
            : _freeze.IsFrozen ? "All signing is frozen."
            : string.Create(CultureInfo.InvariantCulture, $"{chains.Count(chain => chain.Keys > 0)} chains with keys, {chains.Sum(chain => chain.Pending)} pending.");
    }

    /// <summary>The metrics in the text format of Prometheus.</summary>
    public string ToMetrics()
    {
        var metrics = _monitor.Metrics;
        metrics.Up.Set(IsLive ? 1 : 0);
        metrics.Frozen.Set(_freeze.IsFrozen ? 1 : 0);
        var journal = _journal.Health;
        metrics.JournalHead.Set(journal.LastSeq);
        metrics.JournalWriteFailures.Set(journal.WriteFailures);
        var now = _time.GetUtcNow();
        metrics.Pending.Clear();
        metrics.PendingOldest.Clear();
        _monitor.Read((chain, state) =>
        {
            foreach (var (name, count) in state.Left)
            {
                metrics.Pending.Set(count, chain.Code, name);
            }

            if (state.OldestSeen is { } oldest)
            {
                metrics.PendingOldest.Set((now - oldest).TotalSeconds, chain.Code);
            }

            return true;
        });
        metrics.UnknownState.Set(_monitor.Read((_, state) => state.Left.GetValueOrDefault("unknown")).Sum());
        return metrics.Render();
    }

    /// <summary>Everything that is known, as JSON.</summary>
    public byte[] ToJson()
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            Write(json);
        }

        return output.ToArray();
    }

    private void Write(Utf8JsonWriter json)
    {
        var reasons = WhyNotReady();
        json.WriteStartObject();
        json.WriteString("version", _options.ProgramVersion);
        json.WriteString("network", _options.Network.Name());
        json.WriteBoolean("live", IsLive);
        json.WriteBoolean("ready", reasons.Count == 0);
        WriteTexts(json, "reasons", reasons);
        WriteTexts(json, "silentLoops", _monitor.SilentLoops);
        json.WriteBoolean("storeOpen", _monitor.IsStoreOpen == true);
        json.WriteString("approval", _options.ExternalUrl is null ? "none" : _options.ExternalUrlMethod.ToString().ToUpperInvariant());
        json.WriteString("policy", _policy.Loaded?.Hash);
        json.WriteBoolean("frozen", _freeze.IsFrozen);
        WriteJournal(json, _journal.Health);
        json.WriteStartObject("chains");
        _monitor.Read((chain, state) =>
        {
            WriteChain(json, chain, state);
            return true;
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteJournal(Utf8JsonWriter json, JournalHealth journal)
    {
        json.WriteStartObject("journal");
        json.WriteBoolean("writable", journal.IsWritable);
        json.WriteNumber("lastSeq", journal.LastSeq);
        json.WriteNumber("writeFailures", journal.WriteFailures);
        json.WriteEndObject();
    }

    private static void WriteChain(Utf8JsonWriter json, ChainId chain, ChainState state)
    {
        json.WriteStartObject(chain.Code);
        json.WriteNumber("keys", state.Keys);
        json.WriteNumber("pending", state.Pending);
        WriteTime(json, "lastSuccess", state.LastSuccess);
        WriteTime(json, "lastFailure", state.LastFailure);
        json.WriteString("lastError", state.LastError is { } error ? LongWords().Replace(error, "…") : null);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Whether some chain was answered lately; where no chain is polled, there is no question to answer.</summary>
    private bool HasApiAnswered()
    {
        var oldest = _time.GetUtcNow() - (3 * _options.Period) - _monitor.LongestStep;
        var polled = _monitor.Read((_, state) => (state.Keys, IsAnswered: state.IsAnswered && state.LastSuccess >= oldest)).Where(chain => chain.Keys > 0).ToArray();
        return polled.Length == 0 || polled.Any(chain => chain.IsAnswered);
    }

    /// <summary>What could be an id, an address or a key that the API quotes.</summary>
    [GeneratedRegex("[0-9A-Za-z+/=_-]{20,}")]
    private static partial Regex LongWords();
}
