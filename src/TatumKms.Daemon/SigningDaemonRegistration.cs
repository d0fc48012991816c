using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Approval;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>Puts the daemon together.</summary>
public static class SigningDaemonRegistration
{
    private const string ApiName = "tatum-api", ApprovalName = "second-pair-of-eyes";

    /// <summary>
    /// Registers the daemon: <see cref="SigningCycle"/> for single rounds, and a hosted service that runs them. The caller registers
    /// <see cref="IWalletStore"/> and <see cref="ChainRegistry"/> as singletons. The journal is opened, and locked, when the first of
    /// them is asked for, and closed with the container.
    /// </summary>
    /// <exception cref="KmsException">The options do not hold (<see cref="DaemonOptions.Validate"/>).</exception>
    public static IServiceCollection AddSigningDaemon(this IServiceCollection services, DaemonOptions options) =>
        services.AddSigningDaemon(options, new Timings());

    internal static IServiceCollection AddSigningDaemon(this IServiceCollection services, DaemonOptions options, Timings timings)
    {
        options.Validate();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton(timings);

        services.AddSingleton<ApiPause>();
        AddClient(services, ApiName).AddHttpMessageHandler(provider => new ResilienceHandler(
            timings, provider.GetRequiredService<ApiPause>(), provider.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler(provider => new ObservedAnswers(provider.GetRequiredService<IDaemonEvents>()));
        AddClient(services, ApprovalName);

        services.AddSingleton<VersionNotice>();
        services.AddSingleton(provider => new ApiClient(
            Client(provider, ApiName), options, provider.GetRequiredService<VersionNotice>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<KmsApi>();
        services.AddSingleton<ITransactionApprover>(provider => new ObservedApprover(
            NewApprover(provider, options, timings), provider.GetRequiredService<IDaemonEvents>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISigningJournal>(provider => FileSigningJournal.Open(
            options.JournalPath, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FileSigningJournal>>()));
        services.AddSingleton(provider => (IJournalHealth)provider.GetRequiredService<ISigningJournal>());
        services.AddSingleton<WalletIndex>();
        services.AddSingleton<Pauses>();
        services.AddSingleton<Turns>();
        services.AddSingleton<RoundMemory>();
        services.AddSingleton<KeyResolver>();
        services.AddSingleton<TransactionDelivery>();
        services.AddSingleton<CurrentPolicy>();
        services.AddSingleton(new FreezeSwitch(Path.GetDirectoryName(Path.GetFullPath(options.JournalPath))!));
        services.AddSingleton<PolicyGate>();
        services.AddSingleton<TransactionAuthorizer>();
        services.AddSingleton<TransactionProcessor>();
        services.AddSingleton<ChainRound>();
        services.AddSingleton(provider => new FailureMemory(provider.GetRequiredService<ILogger<SigningCycle>>()));
        services.AddSingleton<ErrorReporter>();
        services.AddSingleton(NewCycle);
        services.AddHostedService<PollingService>();
        AddMonitoring(services);

        // What a stop leaves to the delivery of what was signed; the host waits for it.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = timings.StopGrace + TimeSpan.FromSeconds(1));
        return services;
    }

    private static void AddMonitoring(IServiceCollection services)
    {
        services.AddSingleton<RoundTrigger>();
        services.AddSingleton<IRoundTrigger>(provider => provider.GetRequiredService<RoundTrigger>());
        services.AddSingleton<DaemonMonitor>();
        services.AddSingleton<IDaemonEvents>(provider => provider.GetRequiredService<DaemonMonitor>());
        services.AddSingleton<ObservedStore>();
        services.AddSingleton(provider => new DaemonHealth(
            provider.GetRequiredService<DaemonMonitor>(),
            provider.GetRequiredService<DaemonOptions>(),
            provider.GetRequiredService<IJournalHealth>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<FreezeSwitch>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static SigningCycle NewCycle(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<DaemonOptions>();
        var registry = provider.GetRequiredService<ChainRegistry>();
        var (timings, time) = (provider.GetRequiredService<Timings>(), provider.GetRequiredService<TimeProvider>());
        return new SigningCycle(
            options.Chains.Select(chain => new ChainLane(registry.Get(chain.Code), new BackOff(options.Period, timings, time))),
            provider.GetRequiredService<WalletIndex>(),
            provider.GetRequiredService<IDaemonEvents>(),
            provider.GetRequiredService<ChainRound>(),
            provider.GetRequiredService<RoundMemory>(),
            provider.GetRequiredService<ErrorReporter>(),
            provider.GetRequiredService<FailureMemory>(),
            time,
            provider.GetRequiredService<ILogger<SigningCycle>>());
    }

    private static ITransactionApprover NewApprover(IServiceProvider provider, DaemonOptions options, Timings timings) =>
        options.ExternalUrl is not { } url ? options.PolicyPath is null ? new ApproveAll() : new NobodyToAsk()
        : options is { ExternalUrlMethod: ExternalUrlMethod.Signed, ApprovalKey: { } key }
            ? new SignedUrlApprover(Client(provider, ApprovalName), url, key, timings.Approval, provider.GetRequiredService<TimeProvider>())
        : new ExternalUrlApprover(
            Client(provider, ApprovalName), url, options.ExternalUrlMethod, timings.Approval, provider.GetRequiredService<TimeProvider>());

    private static HttpClient Client(IServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    /// <summary>Clients live as long as the daemon, so connections, not handlers, are renewed to follow changes of DNS.</summary>
    internal static IHttpClientBuilder AddClient(IServiceCollection services, string name) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.ConnectTimeout = TimeSpan.FromSeconds(10);
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            handler.ActivityHeadersPropagator = null;
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
