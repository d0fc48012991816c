using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.Tests.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Policy;

/// <summary>A gate over a journal and a policy that are files, and can be opened again as after a crash.</summary>
internal sealed class GateTestBed : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DaemonOptions _options;
    private PolicyGate? _gate;
    private CurrentPolicy? _policy;
    private FileSigningJournal? _journal;

    public GateTestBed(string? policy, string? externalUrl = "https://approve.example/tx")
    {
        _options = new DaemonOptions
        {
            Network = Network.Mainnet,
            Chains = [ChainId.Parse("BTC")],
            ApiUrl = new Uri("https://api.example"),
            ApiKey = "key",
            ClientVersion = "1",
            JournalPath = _folder.File("signing.journal"),
            ExternalUrl = externalUrl is null ? null : new Uri(externalUrl),
            PolicyPath = policy is null ? null : _folder.File("policy.json"),
        };
        if (policy is not null)
        {
            WritePolicy(policy);
        }
    }

    public ManualTimeProvider Time { get; } = new(Facts.Now);

    public CapturedLogs Logs { get; } = new();

    public string PolicyPath => _folder.File("policy.json");

    public FreezeSwitch Freeze => new(_folder.File("."));

    public FileSigningJournal Journal => _journal ??= Journals.Open(_options.JournalPath, Logs, time: Time);

    public CurrentPolicy Policy => _policy ??= new CurrentPolicy(_options, Logs.Logger<CurrentPolicy>());

    public DaemonOptions Options => _options;

    public PolicyGate Gate => _gate ??= GateOf(Time);

    /// <summary>A gate with a clock of its own.</summary>
    public PolicyGate GateOf(TimeProvider time) => new(
        Policy, Freeze, Journal, new DaemonMonitor(_options, new Timings(), Time), time, Logs.Logger<PolicyGate>());

    public void WritePolicy(string policy) => File.WriteAllText(PolicyPath, policy);

    /// <summary>Signs, as far as the gate and the journal are told.</summary>
    public async Task SignAsync(PolicyRequest request, PolicyPermit permit)
    {
        await RecordAsync(request, permit);
        permit.Keep();
        permit.Dispose();
    }

    /// <summary>Writes down that it is signed.</summary>
    public Task RecordAsync(PolicyRequest request, PolicyPermit permit) => Journal.RecordSignedAsync(
        Journals.Entry(request.PendingId) with { Chain = request.Chain, Network = request.Network, Facts = permit.Facts }, CancellationToken.None);

    /// <summary>The process is gone; a new one finds the files.</summary>
    public void Restart()
    {
        _journal?.Dispose();
        (_journal, _gate, _policy) = (null, null, null);
    }

    public void Dispose()
    {
        _journal?.Dispose();
        _folder.Dispose();
    }
}
