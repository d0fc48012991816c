using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>One round of one chain: asks what is pending and works on it, the transactions of one wallet one after the other.</summary>
internal sealed class ChainRound(
    DaemonOptions options,
    KmsApi api,
    ApiClient client,
    ISigningJournal journal,
    KeyResolver keyResolver,
    TransactionProcessor processor,
    IDaemonEvents events,
    ILogger<ChainRound> logger)
{
    /// <summary>So many transactions of a chain are worked on side by side.</summary>
    private const int TransactionsAtATime = 8;

    /// <summary>Never ends in a stop: what has come to an end until then is told, and what has not is left to the next daemon.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="questions">Ask for its wallets.</param>
    /// <param name="store">Where their keys are; opened when there is something to work on.</param>
    /// <param name="isSuspect">Whether the round before failed: then it must not stand in the way of other chains.</param>
    /// <param name="cancellationToken">Stops before the next transaction is signed.</param>
    public async Task<RoundReport> RunAsync(
        IChain chain, IReadOnlyList<PendingQuestion> questions, SharedSnapshot store, bool isSuspect, CancellationToken cancellationToken)
    {
        var outcomes = new List<SigningOutcome>();
        var errors = new List<ChainError>();
        try
        {
            events.Polling(chain.Id);
            var items = await PollAsync(chain.Id, questions, isSuspect, errors, cancellationToken);
            events.Polled(chain.Id, items.OfType<PendingItem.Readable>().Select(item => item.Transaction.Id), errors.FirstOrDefault()?.Message);
            NoteUnreadable(chain.Id, items, outcomes, errors);
            await WorkAsync(chain, items, store, outcomes, cancellationToken);
        }
        catch (KmsException problem)
        {
            // The store could be opened when the daemon began, and may be again.
            errors.Add(new ChainError(chain.Id, problem.Message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing that is signed is in hand.
        }

        return new RoundReport(outcomes, errors);
    }

    private static void NoteUnreadable(ChainId chain, List<PendingItem> items, List<SigningOutcome> outcomes, List<ChainError> errors)
    {
        foreach (var unreadable in items.OfType<PendingItem.Unreadable>())
        {
            if (unreadable.Id is { } id)
            {
                outcomes.Add(new SigningOutcome.Refused(id, unreadable.Reason));
            }
            else
            {
                errors.Add(new ChainError(chain, $"An element of the list has no id. {unreadable.Reason}"));
            }
        }
    }

    private async Task WorkAsync(
        IChain chain, List<PendingItem> items, SharedSnapshot store, List<SigningOutcome> outcomes, CancellationToken cancellationToken)
    {
        var asked = items.OfType<PendingItem.Readable>().Select(item => item.Transaction).GroupBy(pending => pending.Id).Where(IsAskedFor).ToArray();
        if (asked.Length == 0)
        {
            return;
        }

        var snapshot = await store.OpenAsync(cancellationToken);
        var ended = new SigningOutcome?[asked.Length];
        var node = new RoundNode(client, journal, chain.Id, options.Network);
        var strands = new ConcurrentQueue<IReadOnlyList<int>>(StrandsOf(chain, asked, snapshot));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(TransactionsAtATime, strands.Count)).Select(_ => Task.Run(WorkOnStrandsAsync, CancellationToken.None)));
        }
        finally
        {
            outcomes.AddRange(ended.OfType<SigningOutcome>());
        }

        async Task WorkOnStrandsAsync()
        {
            while (strands.TryDequeue(out var strand))
            {
                foreach (var i in strand)
                {
                    // Not even what was signed before is begun with once a stop was asked for: each may take its time.
                    cancellationToken.ThrowIfCancellationRequested();
                    events.Beat(chain.Id.Code);
                    ended[i] = await ProcessAsync(chain, asked[i], snapshot, node, cancellationToken);
                }
            }
        }
    }

    /// <summary>Two wallets may have the same key, of which one is a mnemonic: only the keys tell.</summary>
    private IReadOnlyList<IReadOnlyList<int>> StrandsOf(IChain chain, IGrouping<string, PendingTransaction>[] asked, IWalletSnapshot snapshot)
    {
        int[] positions = [.. Enumerable.Range(0, asked.Length)];
        var byWallet = Strands.Of(positions, i => asked[i].SelectMany(WalletsOf));
        if (byWallet.Count <= 1)
        {
            return byWallet;
        }

        var keys = new IReadOnlyList<string>[asked.Length];
        Parallel.For(0, asked.Length, i => keys[i] = keyResolver.NamesOf(chain, asked[i].First(), snapshot));
        return Strands.Of(positions, i => asked[i].SelectMany(WalletsOf).Concat(keys[i]));
    }

    private static IEnumerable<string> WalletsOf(PendingTransaction transaction) =>
        transaction.Hashes.Concat(transaction.Signatures.Select(signer => signer.Id)).Select(id => id.ToString());

    private bool IsAskedFor(IGrouping<string, PendingTransaction> same)
    {
        var isAskedFor = options.TransactionIds?.Contains(same.Key) != false;
        if (!isAskedFor)
        {
            logger.Skipped(same.Key);
        }

        return isAskedFor;
    }

    /// <summary>Delivered twice, once for each of its wallets, it is the same; or somebody plays tricks.</summary>
    private async Task<SigningOutcome> ProcessAsync(
        IChain chain, IGrouping<string, PendingTransaction> same, IWalletSnapshot snapshot, RoundNode node, CancellationToken cancellationToken) =>
        same.Select(ContentDigest.Of).Distinct().ToArray() is [var digest]
            ? await processor.ProcessAsync(chain, same.First(), digest, snapshot, node, cancellationToken)
            : new SigningOutcome.Refused(same.Key, "The list has this id twice with different contents.");

    private async Task<List<PendingItem>> PollAsync(
        ChainId chain, IReadOnlyList<PendingQuestion> questions, bool isSuspect, List<ChainError> errors, CancellationToken cancellationToken)
    {
        var items = new List<PendingItem>();
        foreach (var question in questions)
        {
            try
            {
                events.Beat(chain.Code);
                logger.Polling(chain.Code, question.Count);
                items.AddRange(await api.GetPendingAsync(chain, question, isSuspect, cancellationToken));
            }
            catch (ApiException problem)
            {
                errors.Add(new ChainError(chain, problem.Message) { IsOutage = problem.IsOutage, RetryAfter = problem.RetryAfter });
            }
        }

        return items;
    }
}
