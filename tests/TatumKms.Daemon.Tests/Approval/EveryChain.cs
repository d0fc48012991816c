using Microsoft.Extensions.DependencyInjection;
using TatumKms.Chains.Tests;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>A daemon for every chain, and for each a pending transaction of mainnet that the original signs.</summary>
internal sealed class EveryChain : IAsyncDisposable
{
    private const string ApiKey = "the-api-key-of-this-test";

    private readonly TempFolder _folder = new();
    private readonly InMemoryWalletStore _store = new();
    private readonly SecretBytes _key = new(SignedReply.Key);
    private readonly Dictionary<(ExternalUrlMethod, Uri, TimeSpan), ServiceProvider> _daemons = [];
    private readonly SandboxServer _sandbox;

    private EveryChain(SandboxServer sandbox) => _sandbox = sandbox;

    public IReadOnlyList<VectorChain> Chains { get; private set; } = [];

    public SandboxState State => _sandbox.State;

    public static async Task<EveryChain> StartAsync()
    {
        var world = new EveryChain(await SandboxServer.StartAsync(new SandboxOptions { ApiKey = ApiKey }, TestContext.Current.CancellationToken));
        var chains = new List<VectorChain>();
        foreach (var chain in TestChains.WithoutFeeLimit.All)
        {
            var vector = VectorFile.Load("vectors", "sign", $"{chain.Id}.json").EnumerateArray()
                .First(vector => !vector.GetProperty("testnet").GetBoolean() && VectorRuling.Of(vector) is VectorRuling.Signed or VectorRuling.Otherwise);
            chains.Add(new VectorChain(chain, vector));
            world.State.AddPending(vector.GetProperty("pending").GetRawText());
            await world._store.AddAsync(
                [.. vector.GetProperty("wallets").EnumerateObject().Select(wallet => new NewWallet(SignatureId.Parse(wallet.Name), VectorSigner.Entry(wallet.Value)))],
                TestContext.Current.CancellationToken);
        }

        world.Chains = chains;
        return world;
    }

    /// <summary>Runs a round of a daemon that asks in this way.</summary>
    public async Task<IReadOnlyDictionary<string, SigningOutcome>> RunAsync(ExternalUrlMethod method, Uri url, TimeSpan? limit = null)
    {
        var report = await Daemon(method, url, limit ?? TimeSpan.FromSeconds(60)).GetRequiredService<SigningCycle>().RunOnceAsync(TestContext.Current.CancellationToken);
        return report.Outcomes.ToDictionary(outcome => Chains.Single(chain => chain.PendingId == outcome.PendingId).Id.Code);
    }

    /// <summary>What stands in the journals of a transaction, by its id.</summary>
    public IEnumerable<JournalEntry> Journaled(string pendingId) =>
        _daemons.Values.Select(daemon => daemon.GetRequiredService<ISigningJournal>().Find(pendingId)).OfType<JournalEntry>();

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _daemons.Values)
        {
            await daemon.DisposeAsync();
        }

        await _sandbox.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
    }

    private ServiceProvider Daemon(ExternalUrlMethod method, Uri url, TimeSpan limit)
    {
        if (_daemons.TryGetValue((method, url, limit), out var known))
        {
            return known;
        }

        var options = new DaemonOptions
        {
            Network = Network.Mainnet,
            Chains = [.. Chains.Select(chain => chain.Id)],
            ApiUrl = _sandbox.Url,
            ApiKey = ApiKey,
            JournalPath = _folder.File($"{_daemons.Count}.journal"),
            ClientVersion = "1.2.3",
            IgnorePauses = true,
            ExternalUrl = url,
            ExternalUrlMethod = method,
            ApprovalKey = method == ExternalUrlMethod.Signed ? _key : null,
        };
        var services = new ServiceCollection();
        services.AddSingleton<IWalletStore>(_store);
        services.AddSingleton(new ChainRegistry(Chains));
        services.AddSigningDaemon(options, new Timings { Approval = limit });
        return _daemons[(method, url, limit)] = services.BuildServiceProvider();
    }
}
