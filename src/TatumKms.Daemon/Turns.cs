namespace TatumKms.Daemon;

/// <summary>
/// Who works at the same time on what only one may work on: the keys of a transaction, so that nonces follow each other, and what it
/// uses up, so that nothing is used up twice.
/// </summary>
internal sealed class Turns
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private TaskCompletionSource _someoneLeft = NewSignal();

    /// <summary>Waits until none of some names is taken, and takes them all at once, so that no two can wait for each other.</summary>
    /// <returns>Gives them back when it is disposed.</returns>
    public async Task<IDisposable> TakeAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(names) is { } turn)
            {
                return turn;
            }

            await WhenFreeAsync(names, cancellationToken);
        }
    }

    /// <summary>Takes names, if all of them are free.</summary>
    /// <returns>Gives them back when it is disposed; nothing, when one is taken.</returns>
    public IDisposable? TryTake(IReadOnlyCollection<string> names)
    {
        lock (_lock)
        {
            if (_taken.Overlaps(names))
            {
                return null;
            }

            _taken.UnionWith(names);
            return new Turn(this, names);
        }
    }

    /// <summary>Waits until none of some names is taken. When it returns, somebody else may have taken one again.</summary>
    public async Task WhenFreeAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task someoneLeft;
            lock (_lock)
            {
                if (!_taken.Overlaps(names))
                {
                    return;
                }

                someoneLeft = _someoneLeft.Task;
            }

            await someoneLeft.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave(IReadOnlyCollection<string> names)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            _taken.ExceptWith(names);
            (signal, _someoneLeft) = (_someoneLeft, NewSignal());
        }

        signal.SetResult();
    }

    private sealed class Turn(Turns turns, IReadOnlyCollection<string> names) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                turns.Leave(names);
            }
        }
    }
}
