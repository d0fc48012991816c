using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>
/// The journal as a file of JSON lines, each carrying the SHA-256 of the line before, so that a line that is changed, removed from
/// the middle or put in between is noticed. Lines removed from the end are not.
/// </summary>
internal sealed class FileSigningJournal : ISigningJournal
{
    private readonly Lock _lock = new();
    private readonly JournalFile _file;
    private readonly JournalMemory _memory;
    private readonly TimeProvider _time;

    private FileSigningJournal(JournalFile file, JournalMemory memory, TimeProvider time)
    {
        _file = file;
        _memory = memory;
        _time = time;
    }

    /// <exception cref="KmsException">Another process has it, it is damaged, or it cannot be opened.</exception>
    public static FileSigningJournal Open(string path, TimeProvider time, ILogger<FileSigningJournal> logger) =>
        Open(JournalFile.Open(path), time, logger);

    /// <summary>Reads a file that is open, and owns it.</summary>
    internal static FileSigningJournal Open(JournalFile file, TimeProvider time, ILogger<FileSigningJournal> logger)
    {
        try
        {
            return new FileSigningJournal(file, JournalReplay.Run(file, logger), time);
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
            if (_memory.Find(pendingId)?.State != state)
            {
                Append(new JournalLine.Step(_memory.NextNumber, _time.GetUtcNow(), _memory.LastHash, pendingId, state, transactionId));
            }
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _file.Dispose();

    private void Append(JournalLine line)
    {
        if (!_memory.Accepts(line))
        {
            throw new InvalidOperationException("A transaction is signed once, and delivered only then.");
        }

        var bytes = line.ToBytes();
        _file.Append([.. bytes, (byte)'\n']);
        _memory.Add(line, bytes);
    }
}
