using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>
/// Brings a signed transaction to the chain and has it marked completed. A stop signal does not end that, it only shortens the
/// time: a signed transaction of unknown fate is the worst state.
/// </summary>
internal sealed class TransactionDelivery(
    KmsApi api, ISigningJournal journal, Timings timings, TimeProvider time, ILogger<TransactionDelivery> logger)
{
    private readonly ConcurrentDictionary<string, string> _othersToldOf = new(StringComparer.Ordinal);

    /// <summary>Sends a transaction that was signed just now.</summary>
    public Task<SigningOutcome> StartAsync(JournalEntry entry, IChain chain, RoundNode node, CancellationToken stopping) =>
        InTimeAsync(entry, token => DeliverAsync(entry, chain, node.ForDelivery(), isRepeated: false, token), stopping);

    /// <summary>Goes on with a transaction that was signed before: the same bytes, or only what is left to do.</summary>
    public Task<SigningOutcome> ResumeAsync(JournalEntry entry, IChain chain, RoundNode node, CancellationToken stopping) => entry.State switch
    {
        JournalState.Signed => InTimeAsync(entry, token => FindOutAsync(entry, chain, node.ForDelivery(), token), stopping),
        JournalState.OnChain => InTimeAsync(entry, token => AnnounceAsync(entry, token), stopping),
        JournalState.Accepted or JournalState.Completed => InTimeAsync(entry, token => CompleteAsync(entry, token), stopping),
        _ => Task.FromResult<SigningOutcome>(new SigningOutcome.Failed(
            entry.PendingId, "The API refused this transaction before. It was not sent again; ask for a new one.")),
    };

    /// <summary>Whatever is left open when the time is over stands in the journal, and is taken up by the next round or the next daemon.</summary>
    private async Task<SigningOutcome> InTimeAsync(
        JournalEntry entry, Func<CancellationToken, Task<SigningOutcome>> deliver, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(timings.Delivery, time);
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, grace.Token);
        await using var stop = stopping.Register(() => grace.CancelAfter(timings.StopGrace));
        try
        {
            return await deliver(either.Token);
        }
        catch (Exception problem)
        {
            // It may have been sent: whatever went wrong here, it is not a failed transaction.
            return new SigningOutcome.Unknown(
                entry.PendingId, entry.Transaction.TransactionId, $"The delivery did not come to an end ({problem.GetType().Name}).");
        }
    }

    /// <summary>What was sent before may have arrived: the API and the chain are asked first, and only then the same bytes go out again.</summary>
    private async Task<SigningOutcome> FindOutAsync(JournalEntry entry, IChain chain, IChainNode node, CancellationToken cancellationToken)
    {
        if (await InShortAsync(token => SettleAsync(entry, token), cancellationToken) is { } settled)
        {
            return settled;
        }

        if (await InShortAsync(token => api.HasTransactionAsync(entry, token), cancellationToken) == true)
        {
            return await AcceptedAsync(entry, cancellationToken);
        }

        return await DeliverAsync(entry, chain, node, isRepeated: true, cancellationToken);
    }

    /// <summary>A question that hangs must not take the time that the delivery itself needs.</summary>
    private async Task<T> InShortAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(timings.LookUp, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await ask(either.Token);
    }

    /// <summary>What the API has made of it by itself; nothing when it does not say, or does not know that question.</summary>
    private async Task<SigningOutcome?> SettleAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (await api.FindCompletionAsync(entry.PendingId, cancellationToken) is not { } other)
        {
            return null;
        }

        if (IsSame(other, entry.Transaction.TransactionId))
        {
            return await CompletedAsync(entry);
        }

        var told = ApiText.ForLog(other);
        if (_othersToldOf.GetValueOrDefault(entry.PendingId) != told)
        {
            _othersToldOf[entry.PendingId] = told;
            logger.CompletedByAnother(entry.PendingId, entry.Transaction.TransactionId, told);
        }

        return new SigningOutcome.Unknown(
            entry.PendingId,
            entry.Transaction.TransactionId,
            $"The API calls it completed by ANOTHER transaction, {told}: somebody else signs for this id. Ours is not sent again; look up both.");
    }

    /// <summary>The API writes ids of some chains with another case, or without the 0x.</summary>
    private static bool IsSame(string one, string other) => WithoutPrefix(one).Equals(WithoutPrefix(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutPrefix(string id) => id.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? id.AsSpan(2) : id;

    private Task<SigningOutcome> DeliverAsync(JournalEntry entry, IChain chain, IChainNode node, bool isRepeated, CancellationToken cancellationToken) =>
        chain is IDirectDelivery direct && entry.Delivery is Delivery.Announcement
            ? SendDirectlyAsync(entry, direct, node, cancellationToken)
            : SendAsync(entry, isRepeated, cancellationToken);

    /// <summary>Brings it to a node, however often that is begun anew, and tells the API only when the chain has it.</summary>
    private async Task<SigningOutcome> SendDirectlyAsync(JournalEntry entry, IDirectDelivery chain, IChainNode node, CancellationToken cancellationToken)
    {
        logger.Sending(entry.PendingId, entry.Transaction.TransactionId);
        switch (await chain.SendAsync(entry.Transaction, entry.Network, node, cancellationToken))
        {
            case DirectOutcome.OnChain there:
                await TryRecordAsync(entry, JournalState.OnChain, there.TransactionId);
                return await AnnounceAsync(entry with { Transaction = entry.Transaction with { TransactionId = there.TransactionId } }, cancellationToken);
            case DirectOutcome.Failed failed:
                return await RejectedAsync(entry, failed.Reason);
            case DirectOutcome.Expired expired:
                return await TryRecordAsync(entry, JournalState.Expired)
                    ? new SigningOutcome.Postponed(entry.PendingId, $"{expired.Reason} It is signed anew.")
                    : new SigningOutcome.Unknown(entry.PendingId, entry.Transaction.TransactionId, expired.Reason);
            case DirectOutcome.Open open:
                return new SigningOutcome.Unknown(entry.PendingId, entry.Transaction.TransactionId, open.Reason);
            default:
                throw new InvalidOperationException("An unknown outcome of a direct delivery.");
        }
    }

    /// <summary>Tells the API of a transaction that the chain has: nothing that the API says makes it a failed one.</summary>
    private async Task<SigningOutcome> AnnounceAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        switch (await api.BroadcastAsync(entry, cancellationToken))
        {
            case BroadcastAnswer.Accepted accepted:
                return accepted.IsCompleted ? await CompletedAsync(entry) : await AcceptedAsync(entry, cancellationToken);
            case BroadcastAnswer.AlreadyKnown:
                return await AcceptedAsync(entry, cancellationToken);
            case BroadcastAnswer.Rejected rejected:
                return NotAnnounced(entry, rejected.Reason);
            default:
                return NotAnnounced(entry, "");
        }
    }

    private static SigningOutcome.Unknown NotAnnounced(JournalEntry entry, string reason) => new(
        entry.PendingId, entry.Transaction.TransactionId, $"The transaction is on the chain, but the API could not be told; that is tried again. {reason}".TrimEnd());

    private async Task<SigningOutcome> SendAsync(JournalEntry entry, bool isRepeated, CancellationToken cancellationToken)
    {
        logger.Sending(entry.PendingId, entry.Transaction.TransactionId);
        var answer = await api.BroadcastAsync(entry, cancellationToken);
        switch (answer)
        {
            case BroadcastAnswer.Accepted accepted:
                if (!string.Equals(accepted.TransactionId, entry.Transaction.TransactionId, StringComparison.OrdinalIgnoreCase))
                {
                    // Ours follows from the bytes that were signed, so ours is kept.
                    logger.OtherTransactionId(entry.PendingId, entry.Transaction.TransactionId, ApiText.ForLog(accepted.TransactionId));
                }

                return accepted.IsCompleted ? await CompletedAsync(entry) : await AcceptedAsync(entry, cancellationToken);
            case BroadcastAnswer.AlreadyKnown:
                return await AcceptedAsync(entry, cancellationToken);
            case BroadcastAnswer.Rejected rejected:
                return isRepeated
                    ? await JudgeRepetitionAsync(entry, rejected.Reason, cancellationToken)
                    : await RejectedAsync(entry, rejected.Reason);
            default:
                return new SigningOutcome.Unknown(entry.PendingId, entry.Transaction.TransactionId, ((BroadcastAnswer.Unclear)answer).Reason);
        }
    }

    /// <summary>
    /// A chain refuses a transaction that it has already, too: its inputs are spent, its nonce is used. So a refused repetition
    /// is a failure only when the chain does not have the transaction. What refuses to repeat a withdrawal may be its record, while
    /// the transaction is still on its way; that it is not there yet is no end.
    /// </summary>
    private async Task<SigningOutcome> JudgeRepetitionAsync(JournalEntry entry, string reason, CancellationToken cancellationToken)
    {
        switch (await api.HasTransactionAsync(entry, cancellationToken))
        {
            case true:
                return await AcceptedAsync(entry, cancellationToken);
            case false when entry.Delivery is Delivery.Broadcast:
                return await RejectedAsync(entry, reason);
            default:
                return await SettleAsync(entry, cancellationToken) ?? new SigningOutcome.Unknown(
                    entry.PendingId,
                    entry.Transaction.TransactionId,
                    "The API refused to take the transaction again, and nobody says that the chain has it. Look it up by its id: "
                    + $"if the chain has it, mark it with PUT /v3/kms/{entry.PendingId}/{entry.Transaction.TransactionId}; until then it is asked about each round.");
        }
    }

    private async Task<SigningOutcome> AcceptedAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        await TryRecordAsync(entry, JournalState.Accepted);
        return await CompleteAsync(entry, cancellationToken);
    }

    private async Task<SigningOutcome> CompleteAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var problem = await api.CompleteAsync(entry.PendingId, entry.Transaction.TransactionId, cancellationToken);
        return problem is null
            ? await CompletedAsync(entry)
            : new SigningOutcome.Unknown(
                entry.PendingId,
                entry.Transaction.TransactionId,
                $"The transaction was sent, but could not be marked completed; that is tried again. {problem}");
    }

    private async Task<SigningOutcome> CompletedAsync(JournalEntry entry)
    {
        await TryRecordAsync(entry, JournalState.Completed);
        return new SigningOutcome.Completed(entry.PendingId, entry.Transaction.TransactionId);
    }

    /// <summary>Once reported as failed it must never go out again, so it is only reported when that is on disk.</summary>
    private async Task<SigningOutcome> RejectedAsync(JournalEntry entry, string reason) =>
        await TryRecordAsync(entry, JournalState.Rejected)
            ? new SigningOutcome.Failed(entry.PendingId, reason)
            : new SigningOutcome.Unknown(
                entry.PendingId, entry.Transaction.TransactionId, "The API refused the transaction, but the journal cannot be written.");

    /// <summary>A step that is not written down is taken again in the next round, which does no harm.</summary>
    private async Task<bool> TryRecordAsync(JournalEntry entry, JournalState state, string? transactionId = null)
    {
        try
        {
            await journal.RecordStateAsync(entry.PendingId, state, transactionId, CancellationToken.None);
            return true;
        }
        catch (KmsException problem)
        {
            logger.StepNotRecorded(entry.PendingId, problem.Message);
            return false;
        }
    }
}
