namespace TatumKms.Core;

/// <summary>
/// A chain whose signed transactions the KMS itself brings to a node, before the API is told their ids. An
/// <see cref="IChain"/> implements it; its transactions have a <see cref="Delivery.Announcement"/>.
/// </summary>
public interface IDirectDelivery
{
    /// <summary>
    /// Sends a transaction that the journal holds, or finds out what became of it: called again, with the same bytes, until the
    /// outcome is known, also after a restart.
    /// </summary>
    /// <param name="transaction">What was signed and written down.</param>
    /// <param name="network">The network that it is for.</param>
    /// <param name="node">The way to the node.</param>
    /// <param name="cancellationToken">Gives up; the outcome is unknown then.</param>
    /// <exception cref="NodeException">Nobody knows what became of it; asked again later.</exception>
    Task<DirectOutcome> SendAsync(SignedTransaction transaction, Network network, IChainNode node, CancellationToken cancellationToken);
}

/// <summary>What became of a transaction that the KMS sent by itself.</summary>
public abstract record DirectOutcome
{
    private DirectOutcome()
    {
    }

    /// <summary>The chain has it.</summary>
    /// <param name="TransactionId">The id by which the chain knows it.</param>
    public sealed record OnChain(string TransactionId) : DirectOutcome;

    /// <summary>It may still get onto the chain; asked again later.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    public sealed record Open(string Reason) : DirectOutcome;

    /// <summary>It failed for good: refused, or on the chain with an error.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    public sealed record Failed(string Reason) : DirectOutcome;

    /// <summary>It is not on the chain and can never get there any more, so that it may be signed anew.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    public sealed record Expired(string Reason) : DirectOutcome;
}
