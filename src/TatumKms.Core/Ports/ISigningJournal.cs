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

    /// <summary>How it last ended for a transaction that was not signed, or failed; or nothing.</summary>
    Deferral? FindDeferral(string pendingId);

    /// <summary>
    /// Writes down that a transaction waits. It survives a restart; a power loss may take it, since nothing waits for the disk.
    /// Never fails: a pause that cannot be written is no pause.
    /// </summary>
    void Defer(Deferral deferral);

    /// <summary>The destinations that were named and wait for their first payment.</summary>
    IReadOnlyCollection<Sighting> Sightings { get; }

    /// <summary>
    /// Writes down a destination that was named for the first time. Like a pause it survives a restart, a power loss may take it, and
    /// it never fails: then the destination's wait begins anew.
    /// </summary>
    void Note(Sighting sighting);

    /// <summary>
    /// Hands over all entries that have <see cref="JournalEntry.Facts"/>. The facts leave the memory with that and stay in the file:
    /// who wants them takes them once, after the journal was opened.
    /// </summary>
    IReadOnlyList<JournalEntry> TakeFacts();
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

    /// <summary>
    /// What the owner's policy knows of the transaction, and what it decided: a JSON object, which the journal keeps as it is. Nothing
    /// for what was signed by a version before there were policies.
    /// </summary>
    public string? Facts { get; init; }
}

/// <summary>A destination that a transaction named for the first time, whatever became of it: its wait begins.</summary>
/// <param name="Time">When.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Network">The network.</param>
/// <param name="Destination">The address.</param>
public sealed record Sighting(DateTimeOffset Time, ChainId Chain, Network Network, string Destination);

/// <summary>Why a transaction waits.</summary>
public enum DeferralKind
{
    /// <summary><see cref="SigningOutcome.Refused"/>.</summary>
    Refused,

    /// <summary><see cref="SigningOutcome.NotApproved"/>.</summary>
    NotApproved,

    /// <summary><see cref="SigningOutcome.Failed"/>.</summary>
    Failed,

    /// <summary><see cref="SigningOutcome.Postponed"/>.</summary>
    Postponed,

    /// <summary><see cref="SigningOutcome.Held"/>.</summary>
    Held,
}

/// <summary>A transaction that is not worked on for a while.</summary>
/// <param name="PendingId">The API's id.</param>
/// <param name="ContentDigest">The content that waits, as in <see cref="JournalEntry"/>; another content under the same id does not wait.</param>
/// <param name="Attempts">How often in a row it ended this way.</param>
/// <param name="Until">When it is worked on again.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Reason">Why, in at most <see cref="LongestReason"/> characters; never a secret.</param>
/// <param name="IsTold">Whether the log has it, and the API where it is to be told.</param>
public sealed record Deferral(
    string PendingId, string ContentDigest, int Attempts, DateTimeOffset Until, DeferralKind Kind, string Reason, bool IsTold)
{
    /// <summary>So many characters of a reason are kept.</summary>
    public const int LongestReason = 300;

    /// <summary>The part of a reason that is kept; no character outside the basic plane is cut in two.</summary>
    public static string Cap(string reason) =>
        reason.Length <= LongestReason ? reason
        : char.IsHighSurrogate(reason[LongestReason - 1]) ? reason[..(LongestReason - 1)]
        : reason[..LongestReason];
}
