namespace TatumKms.Daemon.Journal;

/// <summary>
/// Gathers lines that come while the disk is busy with others, so that one flush covers them all. Nobody waits for company: whoever
/// finds the disk free goes at once.
/// </summary>
/// <param name="write">Brings lines to disk with one flush, and tells each of them how that went. Never called twice at a time.</param>
internal sealed class FlushGroup(Action<IReadOnlyList<FlushGroup.Line>> write)
{
    private readonly Lock _lock = new();
    private readonly Queue<Line> _waiting = new();
    private bool _isBusy;

    /// <summary>Whether lines wait that are to be written next.</summary>
    public bool HasWaiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count > 0;
            }
        }
    }

    /// <summary>Has a line written.</summary>
    /// <returns>Ends when the line is on disk, or fails with what was in the way.</returns>
    public Task AddAsync(Line line)
    {
        lock (_lock)
        {
            _waiting.Enqueue(line);
            if (_isBusy)
            {
                return line.Done;
            }

            _isBusy = true;
        }

        if (WriteNext())
        {
            // What came meanwhile is not left to a caller who has an own transaction to go on with.
            ThreadPool.UnsafeQueueUserWorkItem(static group => group.WriteAll(), this, preferLocal: false);
        }

        return line.Done;
    }

    private void WriteAll()
    {
        while (WriteNext())
        {
        }
    }

    /// <summary>Writes what waits now.</summary>
    /// <returns>Whether more has come meanwhile; who gets that answer has to go on.</returns>
    private bool WriteNext()
    {
        var lines = Take();
        try
        {
            write(lines);
        }
        catch (Exception problem)
        {
            lines.ForEach(line => line.Failed(problem));
        }

        lock (_lock)
        {
            return _isBusy = _waiting.Count > 0;
        }
    }

    /// <summary>No two lines at once that are about the same: whether the second may come depends on the first.</summary>
    private List<Line> Take()
    {
        var lines = new List<Line>();
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        lock (_lock)
        {
            while (_waiting.TryPeek(out var line) && !subjects.Overlaps(line.Subjects))
            {
                lines.Add(_waiting.Dequeue());
                subjects.UnionWith(line.Subjects);
            }
        }

        return lines;
    }

    /// <summary>A line that is to be written.</summary>
    /// <param name="subjects">What it is about: the transaction, and what that uses up.</param>
    /// <param name="make">Makes it, with its number and the hash of the line before.</param>
    internal sealed class Line(IReadOnlyCollection<string> subjects, Func<long, string, JournalLine> make)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The transaction that it is about, and what that uses up.</summary>
        public IReadOnlyCollection<string> Subjects => subjects;

        /// <summary>Ends when it is on disk.</summary>
        public Task Done => _done.Task;

        /// <summary>Makes the line.</summary>
        public JournalLine Make(long number, string previous) => make(number, previous);

        /// <summary>It is on disk.</summary>
        public void IsOnDisk() => _done.TrySetResult();

        /// <summary>It is not, and the journal is as it was.</summary>
        public void Failed(Exception problem) => _done.TrySetException(problem);
    }
}
