using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Journal;

/// <summary>What an audit of a journal found.</summary>
/// <param name="File">Its path.</param>
/// <param name="Lines">Its whole lines.</param>
/// <param name="Transactions">The transactions that it knows as signed.</param>
/// <param name="ByState">How many of them are in each state, by the journal's names; states without any are left out.</param>
/// <param name="FirstSeq">The number of its first line, or 0. A compacted journal does not begin with 1.</param>
/// <param name="LastSeq">The number of its last line, or 0.</param>
/// <param name="LastHash">The SHA-256 of its last line, lower-case hexadecimal; zeros for a journal without lines.</param>
/// <param name="TornTail">Whether a last line was cut short by a crash, or is being written.</param>
public sealed record JournalAuditReport(
    string File,
    long Lines,
    int Transactions,
    IReadOnlyDictionary<string, int> ByState,
    long FirstSeq,
    long LastSeq,
    string LastHash,
    bool TornTail);

/// <summary>Checks a journal without changing or locking it, also while a daemon writes to it.</summary>
public static class JournalAudit
{
    /// <summary>Checks the chain of hashes, the order of the steps of each transaction, and the end.</summary>
    /// <exception cref="KmsException">
    /// There is none (<see cref="KmsError.NotFound"/>), it cannot be read (<see cref="KmsError.InputOutput"/>), or it is damaged
    /// (<see cref="KmsError.StoreDamaged"/>); then the sentence has the number of the first bad line.
    /// </exception>
    public static JournalAuditReport Verify(string path, CancellationToken cancellationToken = default) => Report(path, Read(path, null, cancellationToken));

    /// <summary>What a journal knows of a pending transaction; the journal is checked as by <see cref="Verify"/>.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="pendingId">The API's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KmsException">As for <see cref="Verify"/>; also when it knows nothing of the id (<see cref="KmsError.NotFound"/>).</exception>
    public static JournalStory Tell(string path, string pendingId, CancellationToken cancellationToken = default)
    {
        var events = new List<JournalEvent>();
        var reading = Read(path, line => events.AddRange(EventsOf(line, pendingId)), cancellationToken);
        return events.Count > 0
            ? new JournalStory(pendingId, reading.Memory.Find(pendingId), reading.Memory.FindDeferral(pendingId), events, reading.FirstNumber)
            : throw new KmsException(
                KmsError.NotFound,
                $"The signing journal {path} does not know a transaction {pendingId}.",
                "It was neither signed nor refused by this daemon. 'tatum-kms transaction' asks the API for it.");
    }

    /// <summary>The transactions that were signed and whose facts are known, the oldest first; the journal is checked as by <see cref="Verify"/>.</summary>
    /// <exception cref="KmsException">As for <see cref="Verify"/>; also when facts cannot be read (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static SignedHistory ReadSigned(string path, CancellationToken cancellationToken = default)
    {
        var entries = Read(path, null, cancellationToken).Memory.Entries;
        try
        {
            return new SignedHistory(
                [.. entries.Where(entry => entry.Facts is not null).Select(SignedFacts.Of).OrderBy(facts => facts.Time)],
                entries.Count(entry => entry.Facts is null));
        }
        catch (FormatException problem)
        {
            throw new KmsException(
                KmsError.StoreDamaged, $"The signing journal {path} has facts that cannot be read. {problem.Message}", "Was it written by a newer version?", problem);
        }
    }

    private static JournalReading Read(string path, Action<JournalLine>? onLine, CancellationToken cancellationToken)
    {
        try
        {
            // The end first: lines that a daemon adds meanwhile must not be missed by it.
            var head = JournalHead.Read(path);
            using var stream = JournalFile.OpenToRead(path);
            return JournalReplay.Run(stream, path, head, onLine, cancellationToken);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KmsException(
                KmsError.NotFound, $"There is no signing journal {path}.", "A daemon makes it when it starts; give the path of another one.", none);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.InputOutput, $"The signing journal {path} cannot be read: {cause.Message}", null, cause);
        }
    }

    /// <summary>Whether a daemon has the journal open now; nothing where that cannot be told.</summary>
    public static bool? IsInUse(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return Unix.IsLocked(path);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<JournalEvent> EventsOf(JournalLine line, string pendingId) => line switch
    {
        JournalLine.Signed signed when signed.Entry.PendingId == pendingId => [Event(line, signed.Entry)],
        JournalLine.Kept kept when kept.Entry.PendingId == pendingId => [Event(line, kept.Entry)],
        JournalLine.Step step when step.PendingId == pendingId =>
            [new JournalEvent(line.Number, line.Time, JournalNames.Of(step.State)) { TransactionId = step.TransactionId }],
        JournalLine.Deferred { Deferral: var deferral } when deferral.PendingId == pendingId =>
            [new JournalEvent(line.Number, line.Time, JournalNames.Of(deferral.Kind)) { Reason = deferral.Reason }],
        _ => [],
    };

    private static JournalEvent Event(JournalLine line, JournalEntry entry) =>
        new(line.Number, line.Time, JournalNames.Of(entry.State)) { TransactionId = entry.Transaction.TransactionId };

    private static JournalAuditReport Report(string path, JournalReading reading)
    {
        var memory = reading.Memory;
        return new JournalAuditReport(
            path,
            memory.Lines,
            memory.Entries.Count,
            memory.Entries.CountBy(entry => entry.State).OrderBy(count => count.Key).ToDictionary(count => JournalNames.Of(count.Key), count => count.Value),
            reading.FirstNumber,
            memory.NextNumber - 1,
            memory.LastHash,
            reading.TornBytes > 0);
    }
}
