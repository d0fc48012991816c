using TatumKms.Core;

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
    public static JournalAuditReport Verify(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            // The end first: lines that a daemon adds meanwhile must not be missed by it.
            var head = JournalHead.Read(path);
            using var stream = JournalFile.OpenToRead(path);
            return Report(path, JournalReplay.Run(stream, path, head, cancellationToken));
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
