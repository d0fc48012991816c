using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Journal;

/// <summary>What a journal knows of a pending transaction.</summary>
/// <param name="PendingId">The API's id.</param>
/// <param name="Entry">What was signed, and how far it has come; nothing when nothing was signed.</param>
/// <param name="Deferral">Why it was not signed, or failed, the last time; or nothing.</param>
/// <param name="Events">Its lines, oldest first.</param>
/// <param name="FirstSeq">The number of the journal's first line: what happened before is in the journals that were compacted.</param>
public sealed record JournalStory(string PendingId, JournalEntry? Entry, Deferral? Deferral, IReadOnlyList<JournalEvent> Events, long FirstSeq)
{
    /// <summary>How far it has come, by the journal's name: that of its last line.</summary>
    public string State => Events[^1].State;
}

/// <summary>Something that happened to a transaction.</summary>
/// <param name="Seq">The number of the line.</param>
/// <param name="Time">When it was written.</param>
/// <param name="State">What happened, by the journal's name: <c>signed</c>, <c>completed</c>, <c>notApproved</c> …</param>
public sealed record JournalEvent(long Seq, DateTimeOffset Time, string State)
{
    /// <summary>The id on the chain, where the line has one.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Why it was not signed, or failed.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a journal knows of all that was signed.</summary>
/// <param name="Known">The transactions whose facts are known, the oldest first.</param>
/// <param name="WithoutFacts">How many were signed by a version that kept none.</param>
public sealed record SignedHistory(IReadOnlyList<SignedFacts> Known, int WithoutFacts);
