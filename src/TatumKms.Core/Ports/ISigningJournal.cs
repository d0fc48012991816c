namespace TatumKms.Core;

/// <summary>
/// What was signed, written down before it leaves the machine: one pending id has one content and one signed transaction.
/// </summary>
public interface ISigningJournal : IDisposable
{
    /// <summary>What is known of a pending transaction, or nothing.</summary>
    JournalEntry? Find(string pendingId);

    /// <summary>Writes down a signed transaction; on return it is on disk.</summary>
    /// <exception cref="KmsException">It could not be written: then the transaction must not leave.</exception>
    Task RecordSignedAsync(JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes down a step of the delivery; on return it is on disk.</summary>
    /// <exception cref="KmsException">It could not be written.</exception>
    Task RecordStateAsync(string pendingId, JournalState state, CancellationToken cancellationToken);
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
    JournalState State);
