namespace TatumKms.Daemon;

/// <summary>Wakes whoever waits for the next round.</summary>
internal sealed class RoundTrigger : IRoundTrigger, IDisposable
{
    private readonly SemaphoreSlim _wanted = new(0, 1);

    public void PollNow()
    {
        try
        {
            _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // One is wanted already, and one is enough.
        }
    }

    public void Dispose() => _wanted.Dispose();

    /// <summary>Returns when a round is wanted.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _wanted.WaitAsync(cancellationToken);
}
