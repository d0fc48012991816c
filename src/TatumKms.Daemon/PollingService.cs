using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Daemon;

/// <summary>
/// Has rounds begun at once, then once a period and whenever somebody asks, until the host stops. It waits for no round: each chain
/// goes at its own pace, and a chain's rounds never overlap.
/// </summary>
internal sealed class PollingService(
    SigningCycle cycle, DaemonOptions options, RoundTrigger trigger, IDaemonEvents events, TimeProvider time, ILogger<PollingService> logger) : BackgroundService
{
    private readonly RoundTrigger _done = new();
    private readonly List<Task> _reports = [];

    public override void Dispose()
    {
        _done.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.Started(string.Join(", ", options.Chains), options.Network.Name(), options.Period.TotalSeconds);
        if (options.ExternalUrl is { } url && DaemonOptions.IsUnprotected(url))
        {
            if (options.ExternalUrlMethod == ExternalUrlMethod.Signed)
            {
                logger.ReadableApproval(url.Host);
            }
            else
            {
                logger.UnprotectedApproval(url.Host);
            }
        }

        using var rounds = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            await PollAsync(rounds.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // As it was told to; the rounds in hand end below.
        }
        finally
        {
            await rounds.CancelAsync();
            await cycle.EndAsync();
        }

        logger.Stopped();
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Period, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var wish = trigger.WaitAsync(stoppingToken);
        var done = _done.WaitAsync(stoppingToken);
        var occasion = RoundOccasion.Period;
        while (true)
        {
            events.Beat(LoopBeats.Rounds);
            await BeginRoundsAsync(occasion, stoppingToken);
            events.Rest(LoopBeats.Rounds, options.Period);
            var next = await Task.WhenAny(tick, wish, done);
            await next;
            if (next == tick)
            {
                (occasion, tick) = (RoundOccasion.Period, timer.WaitForNextTickAsync(stoppingToken).AsTask());
            }
            else if (next == wish)
            {
                logger.PollingNow();
                (occasion, wish) = (RoundOccasion.Wish, trigger.WaitAsync(stoppingToken));
            }
            else
            {
                (occasion, done) = (RoundOccasion.Done, _done.WaitAsync(stoppingToken));
            }
        }
    }

    private async Task BeginRoundsAsync(RoundOccasion occasion, CancellationToken stoppingToken)
    {
        // A report lets nothing out but a stop and mistakes of ours; those shall not go unnoticed.
        foreach (var ended in _reports.Where(report => report.IsCompleted).ToArray())
        {
            _reports.Remove(ended);
            await ended;
        }

        _reports.Add(await cycle.BeginAsync(occasion, _done.PollNow, stoppingToken));
    }
}
