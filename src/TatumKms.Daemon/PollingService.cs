using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>Runs a round at once and then one a period, until the host stops. Rounds never overlap.</summary>
internal sealed class PollingService(SigningCycle cycle, DaemonOptions options, TimeProvider time, ILogger<PollingService> logger) : BackgroundService
{
    private readonly FailureMemory _failures = new(logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.Started(string.Join(", ", options.Chains), options.Network, options.Period.TotalSeconds);
        if (options.ExternalUrl is { } url && DaemonOptions.IsUnprotected(url))
        {
            logger.UnprotectedApproval(url.Host);
        }

        using var timer = new PeriodicTimer(options.Period, time);
        try
        {
            do
            {
                await RunRoundAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.Stopped();
        }
    }

    private async Task RunRoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            await cycle.RunOnceAsync(stoppingToken);
            _failures.Succeeded("store");
        }
        catch (KmsException problem)
        {
            // The store opened when the daemon started; it may again.
            _failures.Failed("store", problem.Message);
        }
    }
}
