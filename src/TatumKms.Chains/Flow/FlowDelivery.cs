using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>
/// Brings a signed transaction to the access node and waits for its outcome. The payer signs here, after the journal has the
/// transaction. However often it is sent, it runs once: the chain takes a proposer key's sequence number once.
/// </summary>
internal sealed class FlowDelivery(ChainId chain, TimeProvider time)
{
    /// <summary>How often the outcome is asked for, and the pause between two questions; sealing takes 10 to 20 seconds.</summary>
    public const int MaxQuestions = 14;

    /// <summary>
    /// From this age of the reference block on, a refusal may mean that it is too old: nodes stop short of
    /// <see cref="FlowTransaction.Lifetime"/>, and their newest block is ahead of the newest sealed one.
    /// </summary>
    private const ulong OldAge = 450;

    /// <summary>Flow's error for a sequence number that is used up already.</summary>
    private const string SequenceNumberError = "[Error Code: 1007]";

    /// <summary>The pause between two questions.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    /// <summary>Sends it, or finds out what became of it.</summary>
    /// <exception cref="NodeException">Nobody knows.</exception>
    public async Task<DirectOutcome> SendAsync(SignedTransaction signed, Network network, IChainNode node, CancellationToken cancellationToken)
    {
        var (transaction, payloadSignatures) = Load(signed);
        var api = new FlowApi(node);
        var access = new FlowAccessNode(chain, node, network);
        var message = FlowWire.EnvelopeMessage(transaction, payloadSignatures);
        var envelope = await api.SignAsync(transaction.Payer, message, isPayer: true, cancellationToken);
        var id = FlowWire.Id(transaction, payloadSignatures, envelope);
        if (await access.ResultAsync(id, cancellationToken) is null)
        {
            try
            {
                id = await access.SendAsync(json => FlowJson.WriteBody(json, transaction, payloadSignatures, envelope), cancellationToken);
            }
            catch (NodeException exception) when (exception.Status == 400)
            {
                return await JudgeRefusalAsync(transaction, exception, api, access, cancellationToken);
            }
        }

        return await WaitAsync(id, transaction, api, access, cancellationToken);
    }

    private static (FlowTransaction Transaction, IReadOnlyList<FlowSignature> PayloadSignatures) Load(SignedTransaction signed)
    {
        try
        {
            return FlowJson.Load(signed.Payload);
        }
        catch (FormatException exception)
        {
            throw new NodeException("The journal holds something else than a transaction of Flow; nothing was sent.", innerException: exception);
        }
    }

    private async Task<DirectOutcome> WaitAsync(
        string id, FlowTransaction transaction, FlowApi api, FlowAccessNode access, CancellationToken cancellationToken)
    {
        for (var question = 0; question < MaxQuestions; question++)
        {
            if (question > 0)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }

            var result = await access.ResultAsync(id, cancellationToken);
            if (result is { IsSealed: true })
            {
                return await CloseAsync(id, result, transaction, api, cancellationToken);
            }

            if (result is { IsExpired: true })
            {
                return await ExpireAsync(await AgeAsync(transaction, access, cancellationToken), transaction, api, access, cancellationToken);
            }
        }

        return new DirectOutcome.Open($"Flow has transaction {id}, but has not sealed it yet.");
    }

    private static async Task<DirectOutcome> CloseAsync(
        string id, FlowAccessNode.Result result, FlowTransaction transaction, FlowApi api, CancellationToken cancellationToken)
    {
        if (!result.Succeeded && result.Error.Contains(SequenceNumberError, StringComparison.Ordinal))
        {
            throw SequenceNumberIsUsed();
        }

        await api.FinishAsync(id, transaction.Proposer.Index, cancellationToken);
        return result.Succeeded
            ? new DirectOutcome.OnChain(id)
            : new DirectOutcome.Failed($"Flow ran transaction {id} with an error, so it changed nothing: {result.Error}");
    }

    private static async Task<DirectOutcome> JudgeRefusalAsync(
        FlowTransaction transaction, NodeException refusal, FlowApi api, FlowAccessNode access, CancellationToken cancellationToken)
    {
        var age = await AgeAsync(transaction, access, cancellationToken);
        if (age > OldAge)
        {
            return await ExpireAsync(age, transaction, api, access, cancellationToken);
        }

        await CheckNotUsedAsync(transaction, access, cancellationToken);
        await api.ReleaseAsync(transaction.Proposer.Index, cancellationToken);
        var words = refusal.Body is { } body ? FlowAnswer.Printable(FlowAnswer.Text(body, "message")) : "";
        return new DirectOutcome.Failed($"Flow's access node refused the transaction: {(words.Length == 0 ? "it does not say why." : words)}");
    }

    private static async Task<DirectOutcome> ExpireAsync(
        ulong age, FlowTransaction transaction, FlowApi api, FlowAccessNode access, CancellationToken cancellationToken)
    {
        if (age <= FlowTransaction.Lifetime)
        {
            return new DirectOutcome.Open("The access node does not take the transaction, perhaps as too old; an earlier attempt may still get onto the chain.");
        }

        await CheckNotUsedAsync(transaction, access, cancellationToken);
        await api.ReleaseAsync(transaction.Proposer.Index, cancellationToken);
        return new DirectOutcome.Expired($"The transaction did not get onto the chain within {FlowTransaction.Lifetime} blocks.");
    }

    /// <summary>How many blocks after the reference block the newest sealed one is, whose results are certain.</summary>
    private static async Task<ulong> AgeAsync(FlowTransaction transaction, FlowAccessNode access, CancellationToken cancellationToken)
    {
        var newest = (await access.BlockAsync("sealed", cancellationToken)).Height;
        return newest > transaction.Reference.Height ? newest - transaction.Reference.Height : 0;
    }

    /// <summary>
    /// The payer may sign the same envelope in two ways, so that an earlier attempt has an id that is not known here any more. As
    /// long as its sequence number is free, no attempt has run.
    /// </summary>
    private static async Task CheckNotUsedAsync(FlowTransaction transaction, FlowAccessNode access, CancellationToken cancellationToken)
    {
        if (await access.SequenceNumberAsync(transaction.Proposer, cancellationToken) != transaction.SequenceNumber)
        {
            throw SequenceNumberIsUsed();
        }
    }

    private static NodeException SequenceNumberIsUsed() => new(
        "The proposal key's sequence number is used up, perhaps by an earlier attempt to send this transaction. Look at what the account did "
        + "before the transaction is asked for again.");
}
