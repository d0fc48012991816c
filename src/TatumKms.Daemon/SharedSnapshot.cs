using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>A snapshot of the store that rounds of several chains use; the last one closes it, however long it takes.</summary>
internal sealed class SharedSnapshot(IWalletSnapshot snapshot) : IDisposable
{
    private int _users = 1;

    public IWalletSnapshot Snapshot => snapshot;

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
            snapshot.Dispose();
        }
    }
}
