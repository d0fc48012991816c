namespace TatumKms.Wallets;

/// <summary>
/// Notices when an older file was put in a newer one's place while this process runs. Reads overlap, so a generation is
/// compared with the newest that was known before its file was read.
/// </summary>
internal sealed class GenerationWatch
{
    private readonly Lock _lock = new();
    private long _newest;

    public long Newest
    {
        get
        {
            lock (_lock)
            {
                return _newest;
            }
        }
    }

    public void Saw(long generation)
    {
        lock (_lock)
        {
            _newest = Math.Max(_newest, generation);
        }
    }

    /// <summary>Says so once: from then on the older file is what is known.</summary>
    public bool WentBack(long generation, long newestBeforeReading)
    {
        if (generation >= newestBeforeReading)
        {
            Saw(generation);
            return false;
        }

        lock (_lock)
        {
            var told = _newest < newestBeforeReading;
            _newest = generation;
            return !told;
        }
    }
}
