using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>How far a compaction has come; a test stops it there.</summary>
internal enum CompactionStep
{
    /// <summary>The new file is there, empty and locked.</summary>
    Created,

    /// <summary>It is written.</summary>
    Written,

    /// <summary>It is on disk, and was read back.</summary>
    Proven,

    /// <summary>The old file has its second name.</summary>
    OldKept,

    /// <summary>The new file has the journal's name.</summary>
    Renamed,

    /// <summary>That is on disk, too.</summary>
    Done,
}

/// <summary>When a journal is compacted.</summary>
internal sealed record CompactionRule
{
    /// <summary>A smaller file is left as it is.</summary>
    public long SmallestLength { get; init; } = 8 * 1024 * 1024;

    /// <summary>Told of each step.</summary>
    public Action<CompactionStep> OnStep { get; init; } = _ => { };
}

/// <summary>
/// Puts a shorter journal in the place of a long one: one line for each transaction, saying what its lines came to. The chain of
/// hashes goes on, and the old file stays under another name. At any moment the journal's name stands for a whole journal.
/// </summary>
internal sealed class JournalCompaction(CompactionRule rule, TimeProvider time, ILogger logger)
{
    /// <summary>A pause that was over so long ago is forgotten.</summary>
    public static readonly TimeSpan PausesAreKept = TimeSpan.FromDays(1);

    /// <summary>A destination that was named so long ago, and never paid, is forgotten: no wait is longer than that.</summary>
    public static readonly TimeSpan SightingsAreKept = TimeSpan.FromDays(60);

    /// <summary>So much is written at a time.</summary>
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Whether it is worth it. Windows does not let a file that is in use be replaced.</summary>
    public bool IsDue(JournalFile file, JournalMemory memory) =>
        !OperatingSystem.IsWindows()
        && file.Length > rule.SmallestLength
        && memory.Lines >= 2L * (memory.Entries.Count + memory.Deferrals.Count + memory.Sightings.Count);

    /// <summary>Compacts a journal that is locked, whole and flushed. The old file is closed when the new one has its place.</summary>
    /// <returns>The new file and what it says; nothing, when it could not be made, and the old one goes on.</returns>
    /// <exception cref="KmsException">The new name is not known to be on disk: then nothing may be written to either.</exception>
    public (JournalFile File, JournalMemory Memory)? Run(JournalFile old, JournalMemory memory)
    {
        var temporary = old.Path + ".new";
        JournalFile? file = null;
        try
        {
            file = JournalFile.CreateBeside(old.Path, temporary);
            rule.OnStep(CompactionStep.Created);
            var hash = Write(file, memory);
            var proven = Prove(file, memory, hash);
            rule.OnStep(CompactionStep.Proven);
            Unix.Link(old.Path, $"{old.Path}.{memory.NextNumber - 1}.old");
            JournalFile.FlushFolder(old.Path);
            rule.OnStep(CompactionStep.OldKept);
            File.Move(temporary, old.Path, overwrite: true);
            rule.OnStep(CompactionStep.Renamed);
            Settle(old, file);
            logger.JournalCompacted(memory.Lines, proven.Lines);
            return (file, proven);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or KmsException { Error: not KmsError.Locked })
        {
            file?.Dispose();
            if (!File.Exists(temporary) && file is not null)
            {
                // It has the journal's name already, so the old one must not go on.
                throw new KmsException(
                    KmsError.InputOutput, $"The signing journal {old.Path} cannot be compacted: {problem.Message}", "Start again: nothing is lost.", problem);
            }

            File.Delete(temporary);
            logger.JournalNotCompacted(problem.Message);
            return null;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>What goes into a new journal, its first line but for the numbers excluded.</summary>
    private static IEnumerable<Func<long, DateTimeOffset, string, JournalLine>> LinesOf(JournalMemory memory, DateTimeOffset now)
    {
        foreach (var entry in memory.Entries)
        {
            yield return (number, time, previous) => entry.State == JournalState.Signed
                ? new JournalLine.Signed(number, time, previous, entry)
                : new JournalLine.Kept(number, time, previous, entry);
        }

        foreach (var deferral in memory.Deferrals.Where(deferral => memory.Find(deferral.PendingId) is not null || deferral.Until + PausesAreKept >= now))
        {
            yield return (number, time, previous) => new JournalLine.Deferred(number, time, previous, deferral);
        }

        foreach (var sighting in memory.Sightings.Where(sighting => sighting.Time + SightingsAreKept >= now))
        {
            yield return (number, time, previous) => new JournalLine.Seen(number, time, previous, sighting);
        }
    }

    private string Write(JournalFile file, JournalMemory memory)
    {
        var now = time.GetUtcNow();
        var lines = LinesOf(memory, now).ToArray();
        var written = new JournalMemory();
        var chunk = new MemoryStream();
        Add(new JournalLine.CarriedOver(memory.NextNumber, now, memory.LastHash, lines.Length));
        foreach (var line in lines)
        {
            Add(line(written.NextNumber, now, written.LastHash));
            if (chunk.Length > ChunkBytes)
            {
                file.Append(chunk.ToArray());
                chunk.SetLength(0);
            }
        }

        file.Append(chunk.ToArray());
        rule.OnStep(CompactionStep.Written);
        return written.LastHash;

        void Add(JournalLine line)
        {
            var bytes = line.ToBytes();
            written.Add(line, bytes);
            chunk.Write(bytes);
            chunk.WriteByte((byte)'\n');
        }
    }

    /// <summary>Only what was read back, and says of each transaction what the old one says, takes its place.</summary>
    private static JournalMemory Prove(JournalFile file, JournalMemory memory, string hash)
    {
        var read = JournalReplay.Run(file.Read(), file.Path, new JournalHead(memory.NextNumber - 1, memory.LastHash)).Memory;
        if (read.LastHash != hash || read.Entries.Count != memory.Entries.Count || !memory.Entries.All(entry => IsSame(entry, read.Find(entry.PendingId))))
        {
            throw new IOException("The new file does not say what the old one says.");
        }

        return read;
    }

    private static bool IsSame(JournalEntry old, JournalEntry? read) =>
        read is not null && old.Claims.SequenceEqual(read.Claims, StringComparer.Ordinal) && old == read with { Claims = old.Claims };

    private void Settle(JournalFile old, JournalFile file)
    {
        JournalFile.FlushFolder(file.Path);
        rule.OnStep(CompactionStep.Done);
        old.Dispose();
    }
}
