using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon;

namespace TatumKms.Cli.Hosting;

/// <summary>The daemon in its surroundings: the container, the log, the signals.</summary>
internal sealed class DaemonHost(ChainRegistry chains, TimeProvider time, IWalletStore store, DaemonOptions options, ILoggerProvider log)
{
    /// <summary>Polls until it is told to stop; then what is in hand is finished.</summary>
    /// <exception cref="KmsException">It cannot start: the journal is locked, say.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        AddDaemon(builder.Services);
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);

        // A service that failed stops the host without a word.
        foreach (var service in host.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await (service.ExecuteTask ?? Task.CompletedTask);
        }
    }

    /// <summary>Runs one round.</summary>
    /// <exception cref="KmsException">It cannot start, or the store cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; what was signed was delivered before.</exception>
    public async Task<RoundReport> RunOnceAsync(CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        AddDaemon(services);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<SigningCycle>().RunOnceAsync(cancellationToken);
    }

    private void AddDaemon(IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddSingleton(time);
        services.AddSingleton(store);
        services.AddSingleton(chains);
        services.AddSigningDaemon(options);
    }
}
