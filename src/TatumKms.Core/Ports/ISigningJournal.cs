namespace TatumKms.Core;

/// <summary>
/// What was signed, written down before it leaves the machine: one pending id has one content and one signed transaction.
/// </summary>
public interface ISigningJournal : IDisposable
{
    /// <summary>What is known of a pending transaction, or nothing.</summary>
    JournalEntry? Find(string pendingId);

    /// <summary>The transaction that was signed with a claim and may be, or get, on the chain; or nothing.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="network">The network.</param>
    /// <param name="claim">One of <see cref="PreparedTransaction.Claims"/>.</param>
    JournalEntry? FindClaim(ChainId chain, Network network, string claim);

    /// <summary>Writes down a signed transaction; on return it is on disk. Its id is new, or its transaction before has expired.</summary>
    /// <exception cref="KmsException">It could not be written: then the transaction must not leave.</exception>
    Task RecordSignedAsync(JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes down a step of the delivery; on return it is on disk.</summary>
    /// <param name="pendingId">The API's id.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="transactionId">The id by which the chain knows it, where that is another than when it was signed; else nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <exception cref="KmsException">It could not be written.</exception>
    Task RecordStateAsync(string pendingId, JournalState state, string? transactionId, CancellationToken cancellationToken);
}

/// <summary>How far a signed transaction has come.</summary>
public enum JournalState
{
    /// <summary>Signed; it may or may not have been sent.</summary>
    Signed,

    /// <summary>The API took it.</summary>
    Accepted,

    /// <summary>The API knows that it is done.</summary>
    Completed,

    /// <summary>The API refused it for good.</summary>
    Rejected,

    /// <summary>The KMS sent it to a node by itself and the chain has it; the API has not been told yet.</summary>
    OnChain,

    /// <summary>It is not on the chain and cannot get there any more: it may be signed anew.</summary>
    Expired,
}

/// <summary>A line of the journal.</summary>
/// <param name="PendingId">The API's id.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Network">The network.</param>
/// <param name="ContentDigest">SHA-256 of what was asked for, lower-case hexadecimal; the same id with another content is tampering.</param>
/// <param name="Transaction">What was signed.</param>
/// <param name="Delivery">How it is sent.</param>
/// <param name="State">How far it has come.</param>
public sealed record JournalEntry(
    string PendingId,
    ChainId Chain,
    Network Network,
    string ContentDigest,
    SignedTransaction Transaction,
    Delivery Delivery,
    JournalState State)
{
    /// <summary>What only one signed transaction of the chain may use up (<see cref="PreparedTransaction.Claims"/>).</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];
}
