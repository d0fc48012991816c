using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>
/// The journal as a file of JSON lines, each carrying the SHA-256 of the line before, so that a line that is changed, removed or
/// put in between is noticed; a small file beside it (<see cref="JournalHead"/>) says where its end is.
/// </summary>
internal sealed class FileSigningJournal : ISigningJournal, IJournalHealth
{
    /// <summary>So many pauses that are not long over are kept: a flood of refused ids must not fill the disk.</summary>
    internal const int MostDeferrals = 10_000;

    /// <summary>So many destinations that wait for their first payment are kept.</summary>
    internal const int MostSightings = 10_000;

    private readonly Lock _lock = new();
    private readonly JournalFile _file;
    private readonly JournalMemory _memory;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _isWritable = true;
    private bool _isHeadWritable = true;
    private bool _isDisposed;
    private long _failures;
    private DateTimeOffset _nextSweep;

    private FileSigningJournal(JournalFile file, JournalMemory memory, TimeProvider time, ILogger logger)
    {
        _file = file;
        _memory = memory;
        _time = time;
        _logger = logger;
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
                return new JournalHealth(_isWritable, _memory.NextNumber - 1, _failures);
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

    public Task RecordSignedAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Append(new JournalLine.Signed(_memory.NextNumber, _time.GetUtcNow(), _memory.LastHash, entry with { State = JournalState.Signed }));
        }

        return Task.CompletedTask;
    }

    public Task RecordStateAsync(string pendingId, JournalState state, string? transactionId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_memory.Find(pendingId) is not { } known || !JournalSteps.IsBehind(known.State, state))
            {
                Append(new JournalLine.Step(_memory.NextNumber, _time.GetUtcNow(), _memory.LastHash, pendingId, state, transactionId));
            }
        }

        return Task.CompletedTask;
    }

    public void Defer(Deferral deferral)
    {
        lock (_lock)
        {
            if (HasRoomFor(deferral))
            {
                TryAppend(new JournalLine.Deferred(_memory.NextNumber, _time.GetUtcNow(), _memory.LastHash, deferral));
            }
        }
    }

    public void Note(Sighting sighting)
    {
        lock (_lock)
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
        lock (_lock)
        {
            return _memory.TakeFacts();
        }
    }

    public void Dispose()
    {
        lock (_lock)
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

        try
        {
            Append(line);
        }
        catch (KmsException)
        {
            // That the journal cannot be written is in the log and in its health.
        }
    }

    private void Append(JournalLine line)
    {
        if (!_memory.Accepts(line))
        {
            throw new InvalidOperationException("A transaction is signed once, and delivered only then.");
        }

        var bytes = line.ToBytes();
        try
        {
            byte[] whole = [.. bytes, (byte)'\n'];
            if (line is JournalLine.Deferred or JournalLine.Seen)
            {
                _file.AppendUnflushed(whole);
            }
            else
            {
                _file.Append(whole);
            }
        }
        catch (KmsException problem)
        {
            Failed(problem);
            throw;
        }

        _memory.Add(line, bytes);
        if (_file.IsFlushed)
        {
            Succeeded();
            WriteHead();
        }
    }

    private void Failed(KmsException problem)
    {
        _failures++;
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
            _memory.ForgetDeferralsBefore(now - JournalCompaction.PausesAreKept);
            _memory.ForgetSightingsBefore(now - JournalCompaction.SightingsAreKept);
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
