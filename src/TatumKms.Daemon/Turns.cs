using System.Diagnostics.CodeAnalysis;

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
            if (TryTake(names, out var turn, out var someoneLeft))
            {
                return turn;
            }

            await someoneLeft.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes names, if all are free.</summary>
    /// <param name="names">The names.</param>
    /// <param name="turn">Gives them back when it is disposed.</param>
    /// <param name="someoneLeft">Ends when it is worth to try again.</param>
    public bool TryTake(IReadOnlyCollection<string> names, [NotNullWhen(true)] out IDisposable? turn, out Task someoneLeft)
    {
        lock (_lock)
        {
            someoneLeft = _someoneLeft.Task;
            turn = _taken.Overlaps(names) ? null : new Turn(this, names);
            if (turn is not null)
            {
                _taken.UnionWith(names);
            }

            return turn is not null;
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
