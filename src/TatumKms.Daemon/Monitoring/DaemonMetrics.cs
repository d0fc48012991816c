using System.Text;

namespace TatumKms.Daemon.Monitoring;

/// <summary>Every metric of the daemon; docs/metrics.md explains them. No label holds an id, an address or a secret.</summary>
internal sealed class DaemonMetrics
{
    private readonly List<MetricFamily> _all = [];

    public DaemonMetrics()
    {
        BuildInfo = Gauge("build_info", "Always 1; the label is the version.", "version");
        Up = Gauge("up", "1 while every loop of the daemon beats.");
        StoreUnlocked = Gauge("store_unlocked", "1 when the wallet file could be decrypted the last time.");
        StoreGeneration = Gauge("store_generation", "The number of the write that made the wallet file.");
        StoreErrors = Counter("store_errors_total", "How often the wallet file could not be decrypted.", "kind");
        KeysLoaded = Gauge("keys_loaded", "Entries of the wallet file.", "chain", "network");
        Polls = Counter("poll_total", "Questions for what is pending.", "chain", "result");
        PollDuration = Summary("poll_duration_seconds", "How long such a question took, repetitions included.", "chain");
        PollLastSuccess = Gauge("poll_last_success_timestamp_seconds", "When the last such question was answered.", "chain");
        Pending = Gauge("pending", "What the last round left pending, by how it ended.", "chain", "state");
        PendingOldest = Gauge("pending_oldest_seconds", "How long ago the oldest of what is pending was first seen.", "chain");
        PolicyDecisions = Counter("policy_decisions_total", "What the owner's policy said of transactions.", "effect");
        Frozen = Gauge("frozen", "1 while the owner has frozen all signing.");
        Approvals = Counter("approval_total", "Answers of the second pair of eyes.", "result");
        ApprovalDuration = Summary("approval_duration_seconds", "How long the second pair of eyes took.");
        Signings = Counter("signing_total", "Attempts to sign a transaction.", "chain", "result");
        SigningDuration = Summary("signing_duration_seconds", "How long it took to sign and to write it down.", "chain");
        Prevented = Counter("signing_prevented_total", "Signatures that would have done harm and were not made.", "reason");
        Broadcasts = Counter("broadcast_total", "Attempts to deliver a signed transaction.", "chain", "result");
        UnknownState = Gauge("unknown_state", "Transactions that were sent and whose fate nobody told in the last round.");
        JournalWriteFailures = Counter("audit_write_failures_total", "Writes of the signing journal that failed.");
        JournalHead = Gauge("audit_head_seq", "The number of the last line of the signing journal.");
        ApiAnswers = Counter("api_http_total", "Answers of the API and of nodes; none: no answer.", "code");
        RateLimited = Counter("api_rate_limited_total", "Answers that asked for fewer requests (429).");
    }

    public MetricFamily BuildInfo { get; }

    public MetricFamily Up { get; }

    public MetricFamily StoreUnlocked { get; }

    public MetricFamily StoreGeneration { get; }

    public MetricFamily StoreErrors { get; }

    public MetricFamily KeysLoaded { get; }

    public MetricFamily Polls { get; }

    public MetricFamily PollDuration { get; }

    public MetricFamily PollLastSuccess { get; }

    public MetricFamily Pending { get; }

    public MetricFamily PendingOldest { get; }

    public MetricFamily PolicyDecisions { get; }

    public MetricFamily Frozen { get; }

    public MetricFamily Approvals { get; }

    public MetricFamily ApprovalDuration { get; }

    public MetricFamily Signings { get; }

    public MetricFamily SigningDuration { get; }

    public MetricFamily Prevented { get; }

    public MetricFamily Broadcasts { get; }

    public MetricFamily UnknownState { get; }

    public MetricFamily JournalWriteFailures { get; }

    public MetricFamily JournalHead { get; }

    public MetricFamily ApiAnswers { get; }

    public MetricFamily RateLimited { get; }

    /// <summary>The page that Prometheus reads.</summary>
    public string Render()
    {
        var page = new StringBuilder();
        _all.ForEach(family => family.WriteTo(page));
        return page.ToString();
    }

    private MetricFamily Counter(string name, string help, params string[] labels) => New("counter", name, help, labels);

    private MetricFamily Gauge(string name, string help, params string[] labels) => New("gauge", name, help, labels);

    private MetricFamily Summary(string name, string help, params string[] labels) => New("summary", name, help, labels);

    private MetricFamily New(string type, string name, string help, string[] labels)
    {
        var family = new MetricFamily(type, "tatumkms_" + name, help, labels);
        _all.Add(family);
        return family;
    }
}
