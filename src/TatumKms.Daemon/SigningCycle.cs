using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>Rounds of signing: all chains once, and one report of what went wrong.</summary>
public sealed class SigningCycle
{
    /// <summary>Chains that are polled at a time.</summary>
    private const int ChainsAtATime = 8;

    private readonly DaemonOptions _options;
    private readonly IReadOnlyList<IChain> _chains;
    private readonly ObservedStore _store;
    private readonly IDaemonEvents _events;
    private readonly ChainRound _round;
    private readonly KmsApi _api;
    private readonly ILogger<SigningCycle> _logger;
    private readonly RoundMemory _memory;
    private readonly FailureMemory _failures;

    internal SigningCycle(
        DaemonOptions options,
        ChainRegistry registry,
        ObservedStore store,
        IDaemonEvents events,
        ChainRound round,
        RoundMemory memory,
        KmsApi api,
        ILogger<SigningCycle> logger)
    {
        _options = options;
        _chains = [.. options.Chains.Select(chain => registry.Get(chain.Code))];
        _store = store;
        _events = events;
        _round = round;
        _memory = memory;
        _api = api;
        _logger = logger;
        _failures = new FailureMemory(logger);
    }

    /// <summary>
    /// Asks for the pending transactions of all chains that the store has keys for, works on them, and reports those that were
    /// refused or failed. Rounds must not overlap.
    /// </summary>
    /// <exception cref="KmsException">The store cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The round was stopped; what was signed was delivered before.</exception>
    public async Task<RoundReport> RunOnceAsync(CancellationToken cancellationToken)
    {
        using var snapshot = await _store.OpenAsync(cancellationToken);
        var idsByChain = snapshot.Wallets
            .Where(wallet => wallet.Network == _options.Network && _options.Wallets?.Contains(wallet.Id) != false)
            .ToLookup(wallet => wallet.Chain, wallet => wallet.Id);
        var polled = _chains.Where(chain => idsByChain.Contains(chain.Id)).ToArray();
        var reports = new RoundReport[polled.Length];
        await Parallel.ForAsync(
            0,
            polled.Length,
            new ParallelOptions { MaxDegreeOfParallelism = ChainsAtATime, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                reports[i] = await RunChainAsync(polled[i], [.. idsByChain[polled[i].Id]], snapshot, token);
                _events.RoundEnded(polled[i].Id, reports[i]);
            });

        var report = new RoundReport(
            [.. reports.SelectMany(part => part.Outcomes)], [.. reports.SelectMany(part => part.ChainErrors)]);
        await TellAsync(report, polled, cancellationToken);
        return report;
    }

    private async Task<RoundReport> RunChainAsync(
        IChain chain, IReadOnlyList<SignatureId> ids, IWalletSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return await _round.RunAsync(chain, ids, snapshot, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // One chain never ends another. The message may quote anything; the type may not.
            return new RoundReport([], [new ChainError(chain.Id, $"The round failed ({problem.GetType().Name}).")]);
        }
    }

    private async Task TellAsync(RoundReport report, IEnumerable<IChain> polled, CancellationToken cancellationToken)
    {
        var failing = report.ChainErrors.ToLookup(error => error.Chain);
        foreach (var chain in polled)
        {
            if (failing[chain.Id].FirstOrDefault() is { } error)
            {
                _failures.Failed(chain.Id.Code, error.Message);
            }
            else
            {
                _failures.Succeeded(chain.Id.Code);
            }
        }

        var news = _memory.TakeNews(report.Outcomes);
        foreach (var outcome in news)
        {
            _logger.Outcome(outcome);
        }

        await ReportAsync(news, cancellationToken);
    }

    /// <summary>What must not or cannot be signed for good; what is only delayed is nobody's business yet.</summary>
    private async Task ReportAsync(IReadOnlyList<SigningOutcome> news, CancellationToken cancellationToken)
    {
        var errors = _memory.NotReported(news)
            .Select(outcome => outcome switch
            {
                SigningOutcome.Refused refused => (refused.PendingId, Error: refused.Reason),
                SigningOutcome.Failed failed => (failed.PendingId, Error: failed.Reason),
                _ => default,
            })
            .Where(error => error.Error is not null)
            .ToArray();
        if (errors.Length == 0)
        {
            _memory.Told(news);
            return;
        }

        try
        {
            await _api.ReportAsync(errors, cancellationToken);
            _failures.Succeeded("error report");
            _memory.Told(news);
        }
        catch (ApiException problem)
        {
            _failures.Failed("error report", problem.Message);
            _memory.Forget(news);
        }
    }
}
