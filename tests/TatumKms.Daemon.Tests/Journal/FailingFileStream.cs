namespace TatumKms.Daemon.Tests.Journal;

/// <summary>A file on a disk that becomes full or breaks when a test says so.</summary>
internal sealed class FailingFileStream(string path) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
{
    /// <summary>How many bytes of a write still find room, or nothing: all of them.</summary>
    public int? Room { get; set; }

    public bool FlushFails { get; set; }

    /// <summary>How many flushes more succeed, or nothing: all of them.</summary>
    public int? FailAfter { get; set; }

    /// <summary>Flushes wait while it is reset.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Released each time that a flush has to wait.</summary>
    public SemaphoreSlim Busy { get; } = new(0);

    public int Flushes { get; private set; }

    /// <summary>How much is on disk for sure, whatever happens to the machine.</summary>
    public long FlushedLength { get; private set; }

    /// <summary>The other overload of a derived class comes here, too.</summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Room is { } room)
        {
            base.Write(buffer, offset, Math.Min(room, count));
            throw new IOException("No space left on device");
        }

        base.Write(buffer, offset, count);
    }

    public override void Flush(bool flushToDisk)
    {
        base.Flush(flushToDisk);
        if (flushToDisk && !Gate.IsSet)
        {
            Busy.Release();
            Gate.Wait();
        }

        if (FlushFails || (flushToDisk && FailAfter-- == 0))
        {
            throw new IOException("Input/output error");
        }

        // Otherwise it got to the operating system, and no further.
        if (flushToDisk)
        {
            Flushes++;
            FlushedLength = Length;
        }
    }
}
