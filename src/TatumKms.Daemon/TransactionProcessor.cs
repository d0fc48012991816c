using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>Takes one pending transaction all the way. What goes wrong with it is an outcome, never an exception.</summary>
internal sealed class TransactionProcessor(
    DaemonOptions options,
    ISigningJournal journal,
    KeyResolver keyResolver,
    ITransactionApprover approver,
    TransactionDelivery delivery,
    ILogger<TransactionProcessor> logger)
{
    /// <exception cref="OperationCanceledException">The daemon was stopped before anything was signed.</exception>
    public async Task<SigningOutcome> ProcessAsync(
        IChain chain, PendingTransaction transaction, IWalletSnapshot snapshot, RoundNode node, CancellationToken cancellationToken)
    {
        try
        {
            var digest = ContentDigest.Of(transaction);
            if (journal.Find(transaction.Id) is not { } known)
            {
                return await SignAsync(chain, transaction, digest, snapshot, node, cancellationToken);
            }

            return known.ContentDigest == digest && known.Chain == chain.Id && known.Network == options.Network
                ? await delivery.ResumeAsync(known)
                : Tampered(transaction);
        }
        catch (RefusedException refused)
        {
            return new SigningOutcome.Refused(transaction.Id, refused.Message);
        }
        catch (NodeException problem)
        {
            return new SigningOutcome.Postponed(transaction.Id, problem.Message);
        }
        catch (KmsException problem)
        {
            return new SigningOutcome.Postponed(transaction.Id, problem.Message);
        }
        catch (Exception problem) when (!(problem is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // The message may quote anything, a key included; the type may not.
            return new SigningOutcome.Refused(transaction.Id, $"The transaction could not be worked on ({problem.GetType().Name}).");
        }
    }

    private async Task<SigningOutcome> SignAsync(
        IChain chain,
        PendingTransaction transaction,
        string digest,
        IWalletSnapshot snapshot,
        RoundNode node,
        CancellationToken cancellationToken)
    {
        JournalEntry entry;
        var keys = keyResolver.Resolve(chain, transaction, snapshot);
        try
        {
            ReadOnlyMemory<byte>[] publicKeys = [.. keys.Select(key => key.PublicKey)];
            var prepared = await chain.PrepareAsync(transaction, options.Network, publicKeys, node, cancellationToken);
            var decision = await approver.DecideAsync(prepared, cancellationToken);
            if (!decision.Approved)
            {
                return new SigningOutcome.NotApproved(transaction.Id, decision.Reason ?? "Not approved.");
            }

            cancellationToken.ThrowIfCancellationRequested();
            var signed = chain.Sign(prepared, keys);
            entry = new JournalEntry(transaction.Id, chain.Id, options.Network, digest, signed, prepared.Delivery, JournalState.Signed);
        }
        finally
        {
            KeyResolver.Dispose(keys);
        }

        // From here on nothing stops half-way: first it is on disk, then it leaves.
        await journal.RecordSignedAsync(entry, CancellationToken.None);
        logger.Signed(entry.PendingId, entry.Transaction.TransactionId);
        return await delivery.StartAsync(entry);
    }

    private SigningOutcome.Refused Tampered(PendingTransaction transaction)
    {
        logger.Tampering(transaction.Id);
        return new SigningOutcome.Refused(
            transaction.Id,
            "A transaction with this id was signed before with another content. It is not signed again; somebody may have tampered with it.");
    }
}
