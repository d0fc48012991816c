using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>
/// The journal as a file of JSON lines, each carrying the SHA-256 of the line before, so that a line that is changed, removed or
/// put in between is noticed; a small file beside it (<see cref="JournalHead"/>) says where its end is. Lines that come while the disk
/// is busy share the next flush (<see cref="FlushGroup"/>); each caller still waits for the flush that covers its own.
/// </summary>
internal sealed class FileSigningJournal : ISigningJournal, IJournalHealth
{
    /// <summary>So many pauses that are not long over are kept: a flood of refused ids must not fill the disk.</summary>
    internal const int MostDeferrals = 10_000;

    /// <summary>While lines follow each other without a rest, the head may be so many of them behind.</summary>
    private const int LongestLag = 32;

    /// <summary>So many destinations that wait for their first payment are kept.</summary>
    internal const int MostSightings = 10_000;

    /// <summary>Whoever writes holds it, and so whoever changes the memory.</summary>
    private readonly Lock _writing = new();

    /// <summary>Held for as long as the memory is read or changed, never while the disk is waited for.</summary>
    private readonly Lock _lock = new();

    private readonly JournalFile _file;
    private readonly JournalMemory _memory;
    private readonly FlushGroup _flushes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _isWritable = true;
    private bool _isHeadWritable = true;
    private bool _isDisposed;
    private long _failures;
    private long _headNumber;
    private DateTimeOffset _nextSweep;

    private FileSigningJournal(JournalFile file, JournalMemory memory, TimeProvider time, ILogger logger)
    {
        _file = file;
        _memory = memory;
        _time = time;
        _logger = logger;
        _flushes = new FlushGroup(Append);
    }

    public IReadOnlyCollection<Sighting> Sightings
    {
        get
        {
            lock (_lock)
            {
                return [.. _memory.Sightings];
            }
        }
    }

    public JournalHealth Health
    {
        get
        {
            lock (_lock)
            {
                return new JournalHealth(_isWritable, _memory.NextNumber - 1, Interlocked.Read(ref _failures));
            }
        }
    }

    /// <exception cref="KmsException">Another process has it, it is damaged, or it cannot be opened.</exception>
    public static FileSigningJournal Open(string path, TimeProvider time, ILogger<FileSigningJournal> logger) =>
        Open(JournalFile.Open(path), new CompactionRule(), time, logger);

    /// <summary>Reads a file that is open, and owns it.</summary>
    internal static FileSigningJournal Open(JournalFile file, CompactionRule rule, TimeProvider time, ILogger<FileSigningJournal> logger)
    {
        try
        {
            var memory = Read(file, logger);
            var compaction = new JournalCompaction(rule, time, logger);
            var compacted = compaction.IsDue(file, memory) ? compaction.Run(file, memory) : null;
            var journal = new FileSigningJournal(compacted?.File ?? file, compacted?.Memory ?? memory, time, logger);
            journal.WriteHead();
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public JournalEntry? Find(string pendingId)
    {
        lock (_lock)
        {
            return _memory.Find(pendingId);
        }
    }

    public JournalEntry? FindClaim(ChainId chain, Network network, string claim)
    {
        lock (_lock)
        {
            return _memory.FindClaim(chain, network, claim);
        }
    }

    public Deferral? FindDeferral(string pendingId)
    {
        lock (_lock)
        {
            return _memory.FindDeferral(pendingId);
        }
    }

    public Task RecordSignedAsync(JournalEntry entry, CancellationToken cancellationToken) => _flushes.AddAsync(new FlushGroup.Line(
        [entry.PendingId, .. entry.Claims],
        (number, previous) => new JournalLine.Signed(number, _time.GetUtcNow(), previous, entry with { State = JournalState.Signed })));

    public Task RecordStateAsync(string pendingId, JournalState state, string? transactionId, CancellationToken cancellationToken) =>
        Find(pendingId) is { } known && JournalSteps.IsBehind(known.State, state)
            ? Task.CompletedTask
            : _flushes.AddAsync(new FlushGroup.Line(
                [pendingId], (number, previous) => new JournalLine.Step(number, _time.GetUtcNow(), previous, pendingId, state, transactionId)));

    public void Defer(Deferral deferral)
    {
        lock (_writing)
        {
            if (HasRoomFor(deferral))
            {
                TryAppend(new JournalLine.Deferred(_memory.NextNumber, _time.GetUtcNow(), _memory.LastHash, deferral));
            }
        }
    }

    public void Note(Sighting sighting)
    {
        lock (_writing)
        {
            if (_memory.Sightings.Count >= MostSightings)
            {
                Sweep();
            }

            if (_memory.Sightings.Count < MostSightings)
            {
                TryAppend(new JournalLine.Seen(_memory.NextNumber, _time.GetUtcNow(), _memory.LastHash, sighting));
            }
        }
    }

    public IReadOnlyList<JournalEntry> TakeFacts()
    {
        lock (_writing)
        {
            lock (_lock)
            {
                return _memory.TakeFacts();
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                FlushAtTheEnd();
                _file.Dispose();
            }
        }
    }

    private static JournalMemory Read(JournalFile file, ILogger logger)
    {
        var head = JournalHead.Read(file.Path);
        var length = file.Length;
        var (memory, torn, _) = JournalReplay.Run(file.Read(), file.Path, head);
        if (torn > 0)
        {
            // A crash in the middle of a write: nobody was told that the line is there, so nothing left the machine for it.
            logger.TornLineCutOff(memory.NextNumber, torn);
        }

        if (head is null && memory.Lines > 0)
        {
            logger.JournalWithoutHead(JournalHead.PathOf(file.Path));
        }

        // The process before may have written lines that never got to the disk.
        file.Cut(length - torn);
        return memory;
    }

    /// <summary>Adds a line that nothing depends on. While the journal cannot be written, each transaction tries again in each round.</summary>
    private void TryAppend(JournalLine line)
    {
        if (!_isWritable)
        {
            return;
        }

        var bytes = line.ToBytes();
        try
        {
            _file.AppendUnflushed((byte[])[.. bytes, (byte)'\n']);
        }
        catch (KmsException problem)
        {
            // That the journal cannot be written is in the log and in its health.
            Failed(problem);
            return;
        }

        Remember([(line, bytes)]);
        NoteEnd();
    }

    /// <summary>Adds lines with one flush; nobody knows of any before it.</summary>
    private void Append(IReadOnlyList<FlushGroup.Line> wanted)
    {
        lock (_writing)
        {
            var (lines, added) = Chain(wanted);
            if (lines.Count == 0)
            {
                return;
            }

            try
            {
                _file.Append(Join(lines));
            }
            catch (KmsException problem)
            {
                Failed(problem);
                added.ForEach(line => line.Failed(problem));
                return;
            }

            Remember(lines);
            added.ForEach(line => line.IsOnDisk());
            if (!_flushes.HasWaiting || _memory.NextNumber - _headNumber > LongestLag)
            {
                NoteEnd();
            }
        }
    }

    private static byte[] Join(List<(JournalLine Line, byte[] Bytes)> lines)
    {
        using var joined = new MemoryStream();
        foreach (var (_, bytes) in lines)
        {
            joined.Write(bytes);
            joined.WriteByte((byte)'\n');
        }

        return joined.ToArray();
    }

    /// <summary>Gives each line that may come next its number and the hash of the one before.</summary>
    private (List<(JournalLine Line, byte[] Bytes)> Lines, List<FlushGroup.Line> Added) Chain(IReadOnlyList<FlushGroup.Line> wanted)
    {
        var (lines, added) = (new List<(JournalLine, byte[])>(), new List<FlushGroup.Line>());
        var (number, previous) = (_memory.NextNumber, _memory.LastHash);
        foreach (var wish in wanted)
        {
            var line = wish.Make(number, previous);
            if (!_memory.MayFollow(line))
            {
                wish.Failed(new InvalidOperationException("A transaction is signed once, and delivered only then."));
                continue;
            }

            var bytes = line.ToBytes();
            lines.Add((line, bytes));
            added.Add(wish);
            (number, previous) = (number + 1, JournalMemory.HashOf(bytes));
        }

        return (lines, added);
    }

    private void Remember(IReadOnlyList<(JournalLine Line, byte[] Bytes)> lines)
    {
        lock (_lock)
        {
            foreach (var (line, bytes) in lines)
            {
                _memory.Add(line, bytes);
            }
        }
    }

    private void NoteEnd()
    {
        if (_file.IsFlushed)
        {
            Succeeded();
            WriteHead();
        }
    }

    private void Failed(KmsException problem)
    {
        Interlocked.Increment(ref _failures);
        if (_isWritable)
        {
            _isWritable = false;
            _logger.JournalNotWritable(problem.Message);
        }
    }

    private void Succeeded()
    {
        if (!_isWritable)
        {
            _isWritable = true;
            _logger.JournalWritable();
        }
    }

    private bool HasRoomFor(Deferral deferral)
    {
        if (_memory.Deferrals.Count < MostDeferrals || _memory.FindDeferral(deferral.PendingId) is not null)
        {
            return true;
        }

        Sweep();
        return _memory.Deferrals.Count < MostDeferrals;
    }

    /// <summary>Not for each of a flood: it looks at all of them.</summary>
    private void Sweep()
    {
        var now = _time.GetUtcNow();
        if (now >= _nextSweep)
        {
            _nextSweep = now + TimeSpan.FromHours(1);
            lock (_lock)
            {
                _memory.ForgetDeferralsBefore(now - JournalCompaction.PausesAreKept);
                _memory.ForgetSightingsBefore(now - JournalCompaction.SightingsAreKept);
            }
        }
    }

    /// <summary>Only for what is on disk. One that cannot be written lags behind, which keeps nobody from signing.</summary>
    private void WriteHead()
    {
        if (_memory.Lines == 0)
        {
            return;
        }

        try
        {
            new JournalHead(_memory.NextNumber - 1, _memory.LastHash).Write(_file.Path);
            _headNumber = _memory.NextNumber - 1;
            _isHeadWritable = true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (_isHeadWritable)
            {
                _isHeadWritable = false;
                _logger.HeadNotWritten(JournalHead.PathOf(_file.Path), problem.Message);
            }
        }
    }

    private void FlushAtTheEnd()
    {
        if (_file.IsFlushed)
        {
            return;
        }

        try
        {
            _file.Flush();
            WriteHead();
        }
        catch (KmsException problem)
        {
            Failed(problem);
        }
    }
}
