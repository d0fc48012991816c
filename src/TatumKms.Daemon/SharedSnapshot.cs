using TatumKms.Core;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Daemon;

/// <summary>
/// A snapshot of the store that rounds of several chains use. It is made when the first of them needs it, if it is not there yet, and the last
/// one closes it, however long it takes.
/// </summary>
internal sealed class SharedSnapshot(ObservedStore store, IWalletSnapshot? opened) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private IWalletSnapshot? _snapshot = opened;
    private int _users = 1;

    /// <summary>Whether anybody needed it.</summary>
    public bool WasOpened => _snapshot is not null;

    /// <summary>The snapshot; it stays this object's.</summary>
    /// <exception cref="KmsException">The store cannot be opened.</exception>
    public async Task<IWalletSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _snapshot ??= await store.OpenAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>One more user, who disposes it, too.</summary>
    public SharedSnapshot Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _snapshot?.Dispose();
            _opening.Dispose();
        }
    }
}
