using System.Collections.Concurrent;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Sol;

/// <summary>
/// Brings a signed transaction to a node and finds out what became of it. However often it is sent, the chain takes it once; it can
/// only be taken while its block hash is young (about a minute), or its durable nonce unused.
/// </summary>
internal sealed class SolDelivery(TimeProvider time)
{
    /// <summary>How often the chain is asked for it after it was sent; the pauses grow by a second: 1, 2, ... seconds.</summary>
    public const int MaxLooks = 6;

    /// <summary>What this process knows of transactions on their way; those signed before a restart are not among them.</summary>
    private readonly ConcurrentDictionary<string, OnItsWay> _known = new(StringComparer.Ordinal);

    private enum Posted
    {
        Taken,
        NotTaken,
        TooOld,
        Refused,
    }

    /// <summary>A transaction was signed and has never left.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="lastValidBlockHeight">The height of the last block that can take it, where it is known.</param>
    public void Expect(string id, ulong? lastValidBlockHeight) => _known[id] = new OnItsWay(lastValidBlockHeight, WasSent: false);

    /// <summary>Sends it, or finds out what became of it.</summary>
    /// <exception cref="NodeException">Nobody knows.</exception>
    public async Task<DirectOutcome> SendAsync(SignedTransaction signed, SolNode node, CancellationToken cancellationToken)
    {
        var job = new Job(signed, Load(signed), node, _known.GetValueOrDefault(signed.TransactionId) ?? new OnItsWay(null, WasSent: true));
        var outcome = await SendAsync(job, cancellationToken);
        if (outcome is not DirectOutcome.Open)
        {
            _known.TryRemove(signed.TransactionId, out _);
        }

        return outcome;
    }

    private static SolMessage Load(SignedTransaction signed)
    {
        try
        {
            var (signature, message) = SolWire.ReadTransaction(Convert.FromBase64String(signed.Payload));
            return Base58.Encode(signature) == signed.TransactionId ? message : throw new FormatException();
        }
        catch (Exception exception) when (exception is FormatException or RefusedException)
        {
            throw new NodeException("The journal holds something else than a transaction of Solana; nothing was sent.", innerException: exception);
        }
    }

    private async Task<DirectOutcome> SendAsync(Job job, CancellationToken cancellationToken)
    {
        // What may have been sent before is looked for first.
        if (job.Known.WasSent && await LookAsync(job, cancellationToken) is { } found)
        {
            return found;
        }

        _known[job.Id] = job.Known with { WasSent = true };
        var (posted, reason) = await PostAsync(job, cancellationToken);
        if (posted == Posted.Refused && !job.Known.WasSent)
        {
            return new DirectOutcome.Failed($"The node refused the transaction: {reason}");
        }

        // A refusal of what was sent before is no proof: the earlier one may still be on its way.
        return await WaitAsync(job, cancellationToken) ?? await JudgeAbsenceAsync(job, posted, reason, cancellationToken);
    }

    private static async Task<(Posted Posted, string Reason)> PostAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await job.Node.SendAsync(job.Signed.Payload, cancellationToken);
            return (Posted.Taken, "The node has taken the transaction, but it is not on the chain yet.");
        }
        catch (RpcErrorException error) when (SolErrors.IsAlreadyProcessed(error))
        {
            return (Posted.Taken, "The node has the transaction already, but it is not confirmed yet.");
        }
        catch (RpcErrorException error)
        {
            return (SolErrors.IsBlockhashNotFound(error) ? Posted.TooOld : SolErrors.IsVerdict(error) ? Posted.Refused : Posted.NotTaken, SolErrors.Describe(error));
        }
    }

    private async Task<DirectOutcome?> WaitAsync(Job job, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            if (look > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(look), time, cancellationToken);
            }

            if (await LookAsync(job, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static async Task<DirectOutcome?> LookAsync(Job job, CancellationToken cancellationToken) =>
        await job.Node.FindAsync(job.Id, job.Message.Version is not null, cancellationToken) switch
        {
            null => null,
            { Error: { } error } => new DirectOutcome.Failed(
                $"The chain ran transaction {job.Id} with an error, so it changed nothing but the payer's fee: {SolErrors.Describe(error, job.Message)}."),
            _ => new DirectOutcome.OnChain(job.Id),
        };

    private static async Task<DirectOutcome> JudgeAbsenceAsync(Job job, Posted posted, string reason, CancellationToken cancellationToken)
    {
        // A message that advances a nonce account may have a block hash nonetheless; the height shows that one was fetched for it.
        var hasNonce = DurableNonce.IsUsedBy(job.Message) && job.Known.LastValidBlockHeight is null;
        var isOver = await IsTooOldAsync(job, posted, cancellationToken) && (!hasNonce || await IsNonceUsedAsync(job, cancellationToken));
        if (!isOver)
        {
            return new DirectOutcome.Open(reason);
        }

        // The last block that could take it is final: what is not found now will never be.
        if (await LookAsync(job, cancellationToken) is { } found)
        {
            return found;
        }

        return hasNonce
            ? new DirectOutcome.Failed("The transaction's durable nonce was used up by another transaction.")
            : new DirectOutcome.Expired("The transaction did not get onto the chain before its block hash was too old.");
    }

    /// <summary>
    /// Whether no block can take it any more. A node that lags behind does not know a young block hash and calls it invalid; its
    /// block height cannot err that way. Where the height is not known, after a restart, two different signs must agree.
    /// </summary>
    private static async Task<bool> IsTooOldAsync(Job job, Posted posted, CancellationToken cancellationToken) => job.Known.LastValidBlockHeight is { } last
        ? await job.Node.FinalizedHeightAsync(cancellationToken) > last
        : posted == Posted.TooOld && !await job.Node.IsBlockhashValidAsync(job.Message.Blockhash, cancellationToken);

    private static async Task<bool> IsNonceUsedAsync(Job job, CancellationToken cancellationToken) =>
        await job.Node.NonceAsync(DurableNonce.AccountOf(job.Message), cancellationToken) is not { } nonce || !nonce.Equals(job.Message.Blockhash);

    private sealed record OnItsWay(ulong? LastValidBlockHeight, bool WasSent);

    private sealed record Job(SignedTransaction Signed, SolMessage Message, SolNode Node, OnItsWay Known)
    {
        public string Id => Signed.TransactionId;
    }
}
