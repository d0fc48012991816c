using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Support;

/// <summary>The daemon as it is composed for users, but for its store and its chain, before a sandbox over real HTTP.</summary>
internal sealed class Harness : IAsyncDisposable
{
    public const string ApiKey = "the-api-key-of-this-test", PendingId = "5e6645712b55823de7ea82f1";
    public const string BroadcastPath = "/v3/bitcoin/broadcast";

    private readonly TempFolder _folder = new();
    private ServiceProvider? _provider;

    private Harness(SandboxServer sandbox, FakeChain? chain)
    {
        Sandbox = sandbox;
        Chain = chain ?? new FakeChain();
        WalletId = Store.AddPrivateKey(Chain.Id, Network.Testnet, "the private key");
        Options = new DaemonOptions
        {
            Network = Network.Testnet,
            Chains = [Chain.Id],
            ApiUrl = sandbox.Url,
            ApiKey = ApiKey,
            JournalPath = _folder.File("signing.journal"),
            ClientVersion = "1.2.3",

            // Rounds of a test follow each other at once.
            IgnorePauses = true,
        };
    }

    public SandboxServer Sandbox { get; }

    public SandboxState State => Sandbox.State;

    public FakeChain Chain { get; }

    public IList<IChain> MoreChains { get; } = [];

    public InMemoryWalletStore Store { get; } = new();

    public SignatureId WalletId { get; }

    public CapturedLogs Logs { get; } = new();

    public DaemonOptions Options { get; set; }

    /// <summary>A journal of the test's own instead of the file.</summary>
    public ISigningJournal? Journal { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public Timings Timings { get; set; } = new() { RetryPause = TimeSpan.FromMilliseconds(1), Retries = 2 };

    public IServiceProvider Services => _provider ??= Build();

    public static async Task<Harness> StartAsync(SandboxOptions? options = null, FakeChain? chain = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions { ApiKey = ApiKey }, TestContext.Current.CancellationToken), chain);

    public Task<RoundReport> RunAsync() => RunUntilAsync(TestContext.Current.CancellationToken);

    public Task<RoundReport> RunUntilAsync(CancellationToken cancellationToken) =>
        Services.GetRequiredService<SigningCycle>().RunOnceAsync(cancellationToken);

    /// <summary>Runs a round of which one outcome is expected.</summary>
    public async Task<SigningOutcome> RunOneAsync() => Assert.Single((await RunAsync()).Outcomes);

    /// <summary>Another process, as far as the daemon can tell: only the journal stays.</summary>
    public void Restart()
    {
        _provider?.Dispose();
        _provider = null;
    }

    public string AddPending(string content = "pay 1", string id = PendingId) => State.AddPending(
        $$"""{"id":"{{id}}","chain":"{{Chain.Id}}","hashes":["{{WalletId}}"],"serializedTransaction":"{{content}}"}""");

    /// <summary>What the requests to a path sent, oldest first.</summary>
    public IReadOnlyList<SandboxRequest> RequestsTo(string pathPrefix, string? method = null) =>
        [.. State.Requests.Where(request => request.Path.StartsWith(pathPrefix, StringComparison.Ordinal) && (method is null || request.Method == method))];

    public async ValueTask DisposeAsync()
    {
        Restart();
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton<IWalletStore>(Store);
        services.AddSingleton(new ChainRegistry([Chain, .. MoreChains]));
        services.AddSigningDaemon(Options, Timings);
        if (Journal is not null)
        {
            services.AddSingleton(Journal);
        }

        return services.BuildServiceProvider();
    }
}
