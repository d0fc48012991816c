using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>One round of one chain: asks what is pending and works on it, one transaction after the other.</summary>
internal sealed class ChainRound(
    DaemonOptions options,
    KmsApi api,
    ApiClient client,
    ISigningJournal journal,
    TransactionProcessor processor,
    IDaemonEvents events,
    ILogger<ChainRound> logger)
{
    /// <summary>The API takes so many ids in one request.</summary>
    private const int MaxIdsInRequest = 25_000;

    public async Task<RoundReport> RunAsync(
        IChain chain, IReadOnlyList<SignatureId> ids, IWalletSnapshot snapshot, CancellationToken cancellationToken)
    {
        var outcomes = new List<SigningOutcome>();
        var errors = new List<ChainError>();
        events.Polling(chain.Id);
        var items = await PollAsync(chain.Id, ids, errors, cancellationToken);
        events.Polled(chain.Id, items.OfType<PendingItem.Readable>().Select(item => item.Transaction.Id), errors.FirstOrDefault()?.Message);
        foreach (var unreadable in items.OfType<PendingItem.Unreadable>())
        {
            if (unreadable.Id is { } id)
            {
                outcomes.Add(new SigningOutcome.Refused(id, unreadable.Reason));
            }
            else
            {
                errors.Add(new ChainError(chain.Id, $"An element of the list has no id. {unreadable.Reason}"));
            }
        }

        var node = new RoundNode(client, journal, chain.Id, options.Network);
        foreach (var same in items.OfType<PendingItem.Readable>().Select(item => item.Transaction).GroupBy(pending => pending.Id))
        {
            if (options.TransactionIds?.Contains(same.Key) == false)
            {
                logger.Skipped(same.Key);
                continue;
            }

            events.Beat(chain.Id.Code);

            // Delivered twice, once for each of its wallets, it is the same; or somebody plays tricks.
            outcomes.Add(same.Select(ContentDigest.Of).Distinct().Count() == 1
                ? await processor.ProcessAsync(chain, same.First(), snapshot, node, cancellationToken)
                : new SigningOutcome.Refused(same.Key, "The list has this id twice with different contents."));
        }

        return new RoundReport(outcomes, errors);
    }

    private async Task<List<PendingItem>> PollAsync(
        ChainId chain, IReadOnlyList<SignatureId> ids, List<ChainError> errors, CancellationToken cancellationToken)
    {
        var items = new List<PendingItem>();
        foreach (var page in ids.Chunk(MaxIdsInRequest))
        {
            try
            {
                logger.Polling(chain.Code, page.Length);
                items.AddRange(await api.GetPendingAsync(chain, page, cancellationToken));
            }
            catch (ApiException problem)
            {
                errors.Add(new ChainError(chain, problem.Message));
            }
        }

        return items;
    }
}
