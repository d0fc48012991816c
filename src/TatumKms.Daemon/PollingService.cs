using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Daemon;

/// <summary>Runs a round at once and then one a period, until the host stops. Rounds never overlap.</summary>
internal sealed class PollingService(
    SigningCycle cycle, DaemonOptions options, RoundTrigger trigger, IDaemonEvents events, TimeProvider time, ILogger<PollingService> logger) : BackgroundService
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
            var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            var wanted = trigger.WaitAsync(stoppingToken);
            while (true)
            {
                events.Beat(LoopBeats.Rounds);
                await RunRoundAsync(stoppingToken);
                events.Rest(LoopBeats.Rounds, options.Period);
                var next = await Task.WhenAny(tick, wanted);
                await next;
                tick = next == tick ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
                wanted = next == wanted ? trigger.WaitAsync(stoppingToken) : wanted;
            }
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
