using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Monitoring;

/// <summary>Keeps count of what the parts of the daemon tell, for health and metrics.</summary>
internal sealed class DaemonMonitor : IDaemonEvents
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ChainId, ChainState> _chains;
    private readonly DaemonOptions _options;
    private readonly TimeProvider _time;
    private readonly LoopBeats _beats;

    public DaemonMonitor(DaemonOptions options, Timings timings, TimeProvider time)
    {
        _options = options;
        _time = time;
        _chains = options.Chains.ToDictionary(chain => chain, _ => new ChainState());
        LongestStep = (2 * timings.AllAttempts) + timings.Approval + timings.Delivery;
        _beats = new LoopBeats(options.Period, LongestStep, time);
    }

    public DaemonMetrics Metrics { get; } = new();

    /// <summary>The longest that the daemon waits for others before it gives the next sign of life: two look-ups, the approval, the delivery.</summary>
    public TimeSpan LongestStep { get; }

    /// <summary>Whether the wallet file could be decrypted the last time; nothing before the first time.</summary>
    public bool? IsStoreOpen { get; private set; }

    /// <summary>Whether a round has begun.</summary>
    public bool HasBegun { get; private set; }

    public IReadOnlyList<string> SilentLoops => _beats.Silent();

    public void Beat(string loop)
    {
        HasBegun = true;
        _beats.Beat(loop);
    }

    public void Rest(string loop, TimeSpan pause) => _beats.Rest(loop, pause);

    public void StoreOpened(IWalletSnapshot snapshot)
    {
        IsStoreOpen = true;
        Metrics.StoreUnlocked.Set(1);
        Metrics.StoreGeneration.Set(snapshot.Generation);
        Metrics.KeysLoaded.Clear();
        foreach (var group in snapshot.Wallets.GroupBy(wallet => (wallet.Chain, wallet.Network)))
        {
            Metrics.KeysLoaded.Set(group.Count(), group.Key.Chain.Code, group.Key.Network.Name());
        }

        var served = snapshot.Wallets.Where(_options.Serves).CountBy(wallet => wallet.Chain).ToDictionary();
        lock (_lock)
        {
            foreach (var (chain, state) in _chains)
            {
                state.Keys = served.GetValueOrDefault(chain);
            }
        }
    }

    public void StoreFailed(KmsError error)
    {
        IsStoreOpen = false;
        Metrics.StoreUnlocked.Set(0);
        Metrics.StoreErrors.Add(1, error.ToString());
    }

    public void Polling(ChainId chain)
    {
        Beat(chain.Code);
        Change(chain, state => state.Asked = _time.GetUtcNow());
    }

    public void Polled(ChainId chain, IEnumerable<string> pendingIds, string? problem)
    {
        Beat(chain.Code);
        Metrics.Polls.Add(1, chain.Code, problem is null ? "ok" : "failed");
        Change(chain, state =>
        {
            var now = _time.GetUtcNow();
            Metrics.PollDuration.Observe(now - (state.Asked ?? now), chain.Code);
            if (problem is not null)
            {
                state.Failed(problem, now);
                return;
            }

            state.Answered(pendingIds, now);
            Metrics.PollLastSuccess.Set(now.ToUnixTimeMilliseconds() / 1000.0, chain.Code);
        });
    }

    public void Signed(ChainId chain, TimeSpan duration)
    {
        Metrics.Signings.Add(1, chain.Code, "signed");
        Metrics.SigningDuration.Observe(duration, chain.Code);
    }

    public void Prevented(Harm harm) => Metrics.Prevented.Add(1, harm == Harm.Tampering ? "tampering" : "double_sign");

    public void RoundEnded(ChainId chain, RoundReport report)
    {
        foreach (var outcome in report.Outcomes)
        {
            var attempts = outcome is SigningOutcome.Completed or SigningOutcome.Failed or SigningOutcome.Unknown ? Metrics.Broadcasts : Metrics.Signings;
            attempts.Add(1, chain.Code, Outcomes.Name(outcome));
        }

        Change(chain, state => state.Ended(report.Outcomes));
        _beats.End(chain.Code);
    }

    public void Judged(PolicyEffect effect) => Metrics.PolicyDecisions.Add(1, effect.Name());

    public void Decided(ApprovalDecision decision, TimeSpan duration)
    {
        Metrics.Approvals.Add(1, decision.Approved ? "approved" : "not_approved");
        Metrics.ApprovalDuration.Observe(duration);
    }

    public void Answered(int? status)
    {
        Metrics.ApiAnswers.Add(1, status is { } code ? $"{code}" : "none");
        if (status == 429)
        {
            Metrics.RateLimited.Add(1);
        }
    }

    /// <summary>Reads what is known of the chains, in their order, while nobody changes it.</summary>
    public IReadOnlyList<T> Read<T>(Func<ChainId, ChainState, T> read)
    {
        lock (_lock)
        {
            return [.. _options.Chains.Select(chain => read(chain, _chains[chain]))];
        }
    }

    private void Change(ChainId chain, Action<ChainState> change)
    {
        lock (_lock)
        {
            if (_chains.TryGetValue(chain, out var state))
            {
                change(state);
            }
        }
    }
}
