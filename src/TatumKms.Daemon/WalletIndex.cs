using TatumKms.Core;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>
/// Knows which wallets to ask for, without their secrets, for as long as the wallet file stays as it is. So the file is decrypted when it has
/// changed and when a transaction waits, and its keys are not in memory in between. One caller at a time.
/// </summary>
internal sealed class WalletIndex(DaemonOptions options, ObservedStore store, TimeProvider time)
{
    /// <summary>After so long the file is read all the same: damage on a disk changes no time of a file.</summary>
    private static readonly TimeSpan LongestTrust = TimeSpan.FromMinutes(5);

    private Known? _known;

    /// <summary>The questions for each chain that has wallets, and the store that has their keys; the caller disposes the latter.</summary>
    /// <exception cref="KmsException">The store had to be opened and cannot be.</exception>
    public async Task<(IReadOnlyDictionary<ChainId, IReadOnlyList<PendingQuestion>> Questions, SharedSnapshot Store)> ReadAsync(CancellationToken cancellationToken)
    {
        // First the stamp: what changes between the two is noticed the next time.
        var stamp = store.GetStamp();
        if (_known is { } known && stamp is not null && known.Stamp == stamp && time.GetUtcNow() - known.Since < LongestTrust)
        {
            return (known.Questions, new SharedSnapshot(store, opened: null));
        }

        var snapshot = await store.OpenAsync(cancellationToken);
        try
        {
            var questions = snapshot.Wallets
                .Where(options.Serves)
                .GroupBy(wallet => wallet.Chain, wallet => wallet.Id)
                .ToDictionary(chain => chain.Key, PendingQuestion.For);
            _known = new Known(stamp, time.GetUtcNow(), questions);
            return (questions, new SharedSnapshot(store, snapshot));
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    private sealed record Known(string? Stamp, DateTimeOffset Since, IReadOnlyDictionary<ChainId, IReadOnlyList<PendingQuestion>> Questions);
}
