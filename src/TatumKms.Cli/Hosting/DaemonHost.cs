using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TatumKms.Cli.Hosting.Monitoring;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Hosting;

/// <summary>The daemon in its surroundings: the container, the log, the signals, whoever watches it.</summary>
internal sealed class DaemonHost(ChainRegistry chains, TimeProvider time, IWalletStore store, DaemonOptions options, ILoggerProvider log)
{
    /// <summary>Polls until it is told to stop; then what is in hand is finished.</summary>
    /// <exception cref="KmsException">It cannot start: the journal is locked, say.</exception>
    public async Task RunAsync(Surroundings around, StopSignals signals)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        AddDaemon(builder.Services);
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        using var host = builder.Build();
        var logger = host.Services.GetRequiredService<ILogger<DaemonHost>>();
        if (around.HasSwap)
        {
            logger.SwapIsOn();
        }

        var health = host.Services.GetRequiredService<DaemonHealth>();
        await using var server = await ListenAsync(around.Listen, health, logger, signals.Token);
        var trigger = host.Services.GetRequiredService<IRoundTrigger>();
        var policy = host.Services.GetRequiredService<CurrentPolicy>();
        using var watch = Watch(around.StorePath, trigger, logger);
        using var reporting = new CancellationTokenSource();
        var reports = around.Manager is { } manager ? new ServiceReports(manager, health, time) : null;
        signals.ReloadBy(() =>
        {
            logger.Reloaded();
            policy.Reload();
            trigger.PollNow();
            reports?.Reloaded();
        });

        var reported = reports?.RunAsync(reporting.Token) ?? Task.CompletedTask;
        using var stopping = signals.Token.Register(reporting.Cancel);
        try
        {
            await RunAsync(host, signals.Token);
        }
        finally
        {
            await reporting.CancelAsync();
            await reported;
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

    private static async Task RunAsync(IHost host, CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);

        // A service that failed stops the host without a word.
        foreach (var service in host.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await (service.ExecuteTask ?? Task.CompletedTask);
        }
    }

    /// <summary>The web server is loaded only when somebody wants it.</summary>
    private static async Task<IAsyncDisposable?> ListenAsync(ListenAddress? address, DaemonHealth health, ILogger logger, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return null;
        }

        var server = await HealthServer.StartAsync(address, health, cancellationToken);
        logger.Listening(server.Address);
        return server;
    }

    private WalletWatch? Watch(string path, IRoundTrigger trigger, ILogger logger)
    {
        var watch = WalletWatch.TryStart(
            path,
            () =>
            {
                logger.WalletChanged();
                trigger.PollNow();
            },
            time);
        if (watch is null)
        {
            logger.NotWatched();
        }

        return watch;
    }

    private void AddDaemon(IServiceCollection services)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton(time);
        services.AddSingleton(store);
        services.AddSingleton(chains);
        services.AddSigningDaemon(options);
    }
}

/// <summary>Who watches a daemon, and what it watches.</summary>
/// <param name="StorePath">The wallet file.</param>
/// <param name="Listen">Where health and metrics are served, if they are.</param>
/// <param name="Manager">The service manager, if one has started the process.</param>
/// <param name="HasSwap">Whether the machine may write memory onto a disk.</param>
internal sealed record Surroundings(string StorePath, ListenAddress? Listen, ServiceManager? Manager, bool HasSwap);
