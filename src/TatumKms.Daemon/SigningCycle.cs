using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>Rounds of signing: all chains once together, or each chain on its own way.</summary>
public sealed class SigningCycle
{
    private static readonly TimeSpan BetweenCollections = TimeSpan.FromMinutes(1);
    private readonly ChainLane[] _lanes;
    private readonly WalletIndex _index;
    private readonly IDaemonEvents _events;
    private readonly ChainRound _round;
    private readonly RoundMemory _memory;
    private readonly ErrorReporter _reporter;
    private readonly FailureMemory _failures;
    private readonly TimeProvider _time;
    private readonly ILogger<SigningCycle> _logger;
    private long _gaveBackAt;

    internal SigningCycle(
        IEnumerable<ChainLane> lanes,
        WalletIndex index,
        IDaemonEvents events,
        ChainRound round,
        RoundMemory memory,
        ErrorReporter reporter,
        FailureMemory failures,
        TimeProvider time,
        ILogger<SigningCycle> logger)
    {
        _lanes = [.. lanes];
        _index = index;
        _events = events;
        _round = round;
        _memory = memory;
        _reporter = reporter;
        _failures = failures;
        _time = time;
        _gaveBackAt = time.GetTimestamp();
        _logger = logger;
    }

    /// <summary>
    /// Asks for the pending transactions of all chains that the store has keys for, works on them, and reports those that were
    /// refused or failed. Pays no heed to pauses after failures. Rounds must not overlap.
    /// </summary>
    /// <exception cref="KmsException">The store cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The round was stopped; what was signed was delivered before.</exception>
    public async Task<RoundReport> RunOnceAsync(CancellationToken cancellationToken)
    {
        var (questions, opened) = await _index.ReadAsync(cancellationToken);
        using var store = opened;
        var reports = await Task.WhenAll(_lanes
            .Where(lane => questions.ContainsKey(lane.Chain.Id))
            .Select(lane => RunAsync(lane, questions[lane.Chain.Id], store, cancellationToken)));
        await _reporter.SendAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new RoundReport([.. reports.SelectMany(part => part.Outcomes)], [.. reports.SelectMany(part => part.ChainErrors)]);
    }

    /// <summary>
    /// Reads the store, if it has changed, and begins a round of each chain that has keys in it, is not busy with one, and need not wait after a failure.
    /// </summary>
    /// <param name="occasion">Why; a wish overrules pauses after failures, of chains and of transactions.</param>
    /// <param name="done">Called when a chain is done that was asked for while it was busy.</param>
    /// <param name="stopping">Ends the rounds; what is signed is delivered before.</param>
    /// <returns>Ends when the rounds that were begun have ended and the API was told of their errors.</returns>
    internal async Task<Task> BeginAsync(RoundOccasion occasion, Action done, CancellationToken stopping)
    {
        if (occasion == RoundOccasion.Wish)
        {
            _memory.LiftPauses();
        }

        var free = await FreeLanesAsync(occasion);
        if (free.Count == 0 || await TryReadAsync(stopping) is not var (questions, opened))
        {
            return _reporter.SendIfDueAsync(stopping);
        }

        using var store = opened;
        var begun = free.Where(lane => questions.ContainsKey(lane.Chain.Id)).ToArray();
        foreach (var lane in begun)
        {
            var shared = store.Share();
            lane.Begin();
            lane.Round = Task.Run(() => RunAsync(lane, questions[lane.Chain.Id], shared, done, stopping), CancellationToken.None);
        }

        return EndAsync([.. begun.Select(lane => lane.Round)], store, stopping);
    }

    /// <summary>Waits until nothing is under way any more.</summary>
    internal Task EndAsync() => Task.WhenAll(_lanes.Select(lane => lane.Round));

    /// <summary>The store opened when the daemon started; when it does not now, it may again.</summary>
    private async Task<(IReadOnlyDictionary<ChainId, IReadOnlyList<PendingQuestion>> Questions, SharedSnapshot Store)?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await _index.ReadAsync(cancellationToken);
            _failures.Succeeded("store");
            return read;
        }
        catch (KmsException problem)
        {
            _failures.Failed("store", problem.Message);
            return null;
        }
    }

    private async Task<IReadOnlyList<ChainLane>> FreeLanesAsync(RoundOccasion occasion)
    {
        var free = new List<ChainLane>();
        foreach (var lane in _lanes)
        {
            if (lane.Round.IsFaulted)
            {
                // A round lets nothing out but a mistake of ours, which shall not go unnoticed.
                await lane.Round;
            }

            if (lane.IsToBegin(occasion))
            {
                free.Add(lane);
            }
        }

        return free;
    }

    private async Task EndAsync(Task[] rounds, SharedSnapshot store, CancellationToken stopping)
    {
        // What waits since the last period does not wait for a chain that is stuck.
        await _reporter.SendIfDueAsync(stopping);
        await Task.WhenAll(rounds);
        GiveMemoryBack(store.WasOpened);
        await _reporter.SendIfDueAsync(stopping);
    }

    /// <summary>
    /// A daemon at rest makes too little garbage for the collector to look at, and so would keep for ever what a large wallet file has left
    /// behind, tens of megabytes, and what its rounds leave.
    /// </summary>
    private void GiveMemoryBack(bool isMuch)
    {
        if (isMuch || _time.GetElapsedTime(_gaveBackAt) >= BetweenCollections)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _gaveBackAt = _time.GetTimestamp();
        }
    }

    private async Task RunAsync(ChainLane lane, IReadOnlyList<PendingQuestion> questions, SharedSnapshot store, Action done, CancellationToken stopping)
    {
        using (store)
        {
            try
            {
                await RunAsync(lane, questions, store, stopping);
            }
            finally
            {
                var isWanted = lane.End();
                _logger.RoundEnded(lane.Chain.Id.Code);
                if (isWanted)
                {
                    done();
                }
            }
        }
    }

    private async Task<RoundReport> RunAsync(ChainLane lane, IReadOnlyList<PendingQuestion> questions, SharedSnapshot store, CancellationToken cancellationToken)
    {
        var report = await RunGuardedAsync(lane, questions, store, cancellationToken);
        _events.RoundEnded(lane.Chain.Id, report);
        Judge(lane, report, cancellationToken);
        var news = _memory.TakeNews(report.Outcomes);
        foreach (var outcome in news)
        {
            _logger.Outcome(outcome);
        }

        _reporter.Add(news);
        return report;
    }

    private async Task<RoundReport> RunGuardedAsync(
        ChainLane lane, IReadOnlyList<PendingQuestion> questions, SharedSnapshot store, CancellationToken cancellationToken)
    {
        try
        {
            return await _round.RunAsync(lane.Chain, questions, store, lane.BackOff.IsFailing, cancellationToken);
        }
        catch (Exception problem)
        {
            // One chain never ends another. The message may quote anything; the type may not.
            return new RoundReport([], [new ChainError(lane.Chain.Id, $"The round failed ({problem.GetType().Name}).")]);
        }
    }

    private void Judge(ChainLane lane, RoundReport report, CancellationToken cancellationToken)
    {
        if (report.ChainErrors is [var error, ..])
        {
            _failures.Failed(lane.Chain.Id.Code, error.Message);
        }
        else if (!cancellationToken.IsCancellationRequested)
        {
            _failures.Succeeded(lane.Chain.Id.Code);
        }

        if (report.ChainErrors.Where(problem => problem.IsOutage).ToArray() is { Length: > 0 } outages)
        {
            _logger.BackingOff(lane.Chain.Id.Code, lane.BackOff.Failed(outages.Max(outage => outage.RetryAfter)).TotalSeconds);
        }
        else
        {
            lane.BackOff.Succeeded();
        }
    }
}
