using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>One machine after the other over the same files: each runs the daemon for one chain until it stops.</summary>
internal sealed class CrashMachine(SoakChain chain, SoakChains chains, SandboxServer sandbox, IWalletStore store) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-crash-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs rounds until a transaction is completed or the machine stops; at most ten.</summary>
    public async Task RunAsync(string id, CrashPoint point, CancellationToken cancellationToken)
    {
        await using var services = Build(point);
        var cycle = services.GetRequiredService<SigningCycle>();
        for (var round = 0; round < 10 && !point.HasStopped && sandbox.State.PendingIds.Contains(id); round++)
        {
            try
            {
                await cycle.RunOnceAsync(cancellationToken);
            }
            catch (MachineStoppedException)
            {
                // As it should be: the next machine goes on from the files.
            }
        }
    }

    private ServiceProvider Build(CrashPoint point)
    {
        var services = new ServiceCollection();
        services.AddSingleton(store);
        services.AddSingleton(chains.Registry);
        services.AddSigningDaemon(new DaemonOptions
        {
            Network = Network.Testnet,
            Chains = [chain.Chain.Id],
            ApiUrl = sandbox.Url,
            ApiKey = "crash",
            NodeUrls = new Dictionary<ChainId, Uri> { [chain.Chain.Id] = sandbox.Url },
            JournalPath = Path.Combine(_folder.FullName, "signing.journal"),
            ClientVersion = "1.2.3",
            ExternalUrl = sandbox.ApprovalUrl,
        });
        services.PostConfigureAll<HttpClientFactoryOptions>(
            client => client.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new CrashHandler(point))));
        StopJournalAt(point, services);
        return services.BuildServiceProvider();
    }

    private static void StopJournalAt(CrashPoint point, ServiceCollection services)
    {
        var open = services.Last(service => service.ServiceType == typeof(ISigningJournal)).ImplementationFactory!;
        ISigningJournal? opened = null;
        ISigningJournal Open(IServiceProvider provider) => opened ??= (ISigningJournal)open(provider);

        // Who only looks at the file's state is given the file's own journal: such an interface is not public.
        foreach (var view in services.Where(service => service.ServiceType.Namespace == "TatumKms.Daemon.Journal").ToArray())
        {
            services.AddSingleton(view.ServiceType, Open);
        }

        services.AddSingleton(provider => CrashJournal.Around(Open(provider), point));
    }
}
