using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.Approval;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>Takes one pending transaction all the way. What goes wrong with it is an outcome, never an exception.</summary>
internal sealed class TransactionProcessor(
    DaemonOptions options,
    ISigningJournal journal,
    KeyResolver keyResolver,
    TransactionAuthorizer authorizer,
    PolicyGate gate,
    TransactionDelivery delivery,
    Pauses pauses,
    Turns turns,
    IDaemonEvents events,
    TimeProvider time,
    ILogger<TransactionProcessor> logger)
{
    /// <param name="chain">The chain.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="digest">Its <see cref="ContentDigest"/>.</param>
    /// <param name="snapshot">Where its keys are.</param>
    /// <param name="node">Answers look-ups.</param>
    /// <param name="cancellationToken">Stops before anything is signed.</param>
    /// <exception cref="OperationCanceledException">The daemon was stopped before anything was signed.</exception>
    public async Task<SigningOutcome> ProcessAsync(
        IChain chain, PendingTransaction transaction, string digest, IWalletSnapshot snapshot, RoundNode node, CancellationToken cancellationToken)
    {
        var known = journal.Find(transaction.Id);
        if (!IsUnderWay(known, digest))
        {
            // A thaw ends that at once, so it begins no pause.
            if (gate.WhyFrozen is { } frozen)
            {
                return new SigningOutcome.Held(transaction.Id, frozen);
            }

            if (pauses.Running(transaction.Id, digest) is { } before)
            {
                return before;
            }
        }

        var outcome = await WorkAsync(chain, transaction, digest, known, snapshot, node, cancellationToken);
        if (outcome is not SigningOutcome.Postponed || journal.Find(transaction.Id)?.State == known?.State)
        {
            pauses.Begin(digest, outcome);
        }

        return outcome;
    }

    /// <summary>What is signed and may still arrive never waits.</summary>
    private static bool IsUnderWay(JournalEntry? known, string digest) =>
        known is not null && known.ContentDigest == digest && known.State is not (JournalState.Rejected or JournalState.Expired);

    private async Task<SigningOutcome> WorkAsync(
        IChain chain,
        PendingTransaction transaction,
        string digest,
        JournalEntry? known,
        IWalletSnapshot snapshot,
        RoundNode node,
        CancellationToken cancellationToken)
    {
        try
        {
            if (known is not null && (known.ContentDigest != digest || known.Chain != chain.Id || known.Network != options.Network))
            {
                return Tampered(transaction);
            }

            return known is null or { State: JournalState.Expired }
                ? await SignAsync(chain, transaction, digest, snapshot, node, cancellationToken)
                : await delivery.ResumeAsync(known, chain, node, cancellationToken);
        }
        catch (RefusedException refused)
        {
            return new SigningOutcome.Refused(transaction.Id, refused.Message);
        }
        catch (HeldException held)
        {
            return new SigningOutcome.Held(transaction.Id, held.Message);
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
        using var resolved = keyResolver.Resolve(chain, transaction, snapshot);
        ReadOnlyMemory<byte>[] publicKeys = [.. resolved.Keys.Select(key => key.PublicKey)];

        // Until it is delivered nobody else prepares a transaction of the same keys: that one's nonce follows this one's fate.
        using var keys = await turns.TakeAsync([.. publicKeys.Select(key => KeyResolver.NameOf(chain, key))], cancellationToken);
        events.Beat(chain.Id.Code);
        var (prepared, claims) = await PrepareAsync(chain, transaction, publicKeys, node, cancellationToken);
        using (claims)
        {
            JournalEntry entry;
            var (permit, outcome) = await authorizer.AuthorizeAsync(prepared, resolved.LabelOf, cancellationToken);
            using (permit)
            {
                if (permit is null)
                {
                    return outcome!;
                }

                RequireNoConflict(prepared);
                cancellationToken.ThrowIfCancellationRequested();
                var begun = time.GetTimestamp();
                entry = await SignFreshAsync(chain, prepared, resolved.Keys, digest, permit, node, cancellationToken);
                events.Signed(chain.Id, time.GetElapsedTime(begun));
            }

            // The private keys do not stay in memory while the delivery takes its time.
            resolved.Dispose();
            if (prepared.Sequence is { } sequence)
            {
                node.Use(sequence);
            }

            logger.Signed(entry.PendingId, chain.Id.Code, entry.Transaction.TransactionId, TransactionSummary.Of(prepared.Description));
            var delivered = await delivery.StartAsync(entry, chain, node, cancellationToken);
            if (delivered is SigningOutcome.Failed && prepared.Sequence is { } unused)
            {
                node.Forget(unused);
            }

            return delivered;
        }
    }

    /// <summary>Prepares a transaction; anew, where others with other keys worked on one that uses up the same, since that one's fate decides.</summary>
    private async Task<(PreparedTransaction Prepared, IDisposable Claims)> PrepareAsync(
        IChain chain, PendingTransaction transaction, ReadOnlyMemory<byte>[] publicKeys, RoundNode node, CancellationToken cancellationToken)
    {
        while (true)
        {
            var prepared = await chain.PrepareAsync(transaction, options.Network, publicKeys, node, cancellationToken);
            string[] claims = [.. prepared.Claims.Select(claim => $"{chain.Id} claim {claim}")];
            if (turns.TryTake(claims) is { } turn)
            {
                return (prepared, turn);
            }

            await turns.WhenFreeAsync(claims, cancellationToken);
            events.Beat(chain.Id.Code);
        }
    }

    /// <summary>Signs and writes down. From there on nothing stops half-way: first it is on disk, then it leaves.</summary>
    private async Task<JournalEntry> SignFreshAsync(
        IChain chain,
        PreparedTransaction prepared,
        IReadOnlyList<SigningKey> keys,
        string digest,
        PolicyPermit permit,
        RoundNode node,
        CancellationToken cancellationToken)
    {
        var fresh = chain is IFreshening freshening ? await freshening.FreshenAsync(prepared, node, cancellationToken) : prepared;
        try
        {
            gate.RequireThawed();
            var signed = chain.Sign(fresh, keys);
            var entry = new JournalEntry(fresh.Pending.Id, chain.Id, options.Network, digest, signed, fresh.Delivery, JournalState.Signed)
            {
                Claims = fresh.Claims,
                Facts = permit.Facts,
            };
            await journal.RecordSignedAsync(entry, CancellationToken.None);
            permit.Keep();
            return entry;
        }
        catch when (chain is IFreshening)
        {
            await ReleaseAsync((IFreshening)chain, fresh, node);
            throw;
        }
    }

    private async Task ReleaseAsync(IFreshening chain, PreparedTransaction fresh, RoundNode node)
    {
        try
        {
            await chain.ReleaseAsync(fresh, node, CancellationToken.None);
        }
        catch (NodeException problem)
        {
            logger.NotReleased(fresh.Pending.Id, problem.Message);
        }
    }

    /// <summary>One output is spent once, one nonce used once: whoever asks for a second transaction with it wants two payments for one.</summary>
    private void RequireNoConflict(PreparedTransaction prepared)
    {
        foreach (var claim in prepared.Claims)
        {
            if (journal.FindClaim(prepared.Pending.Chain, options.Network, claim) is { } other)
            {
                events.Prevented(Harm.DoubleSign);
                throw new RefusedException(
                    $"It would use {claim}, which transaction {other.PendingId} has used before (signed as {other.Transaction.TransactionId}). "
                    + "Only one of them can get onto the chain.");
            }
        }
    }

    private SigningOutcome.Refused Tampered(PendingTransaction transaction)
    {
        logger.Tampering(transaction.Id);
        events.Prevented(Harm.Tampering);
        return new SigningOutcome.Refused(
            transaction.Id,
            "A transaction with this id was signed before with another content. It is not signed again; somebody may have tampered with it.");
    }
}
