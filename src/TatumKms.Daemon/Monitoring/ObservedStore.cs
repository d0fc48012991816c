using TatumKms.Core;

namespace TatumKms.Daemon.Monitoring;

/// <summary>Opens the wallet file for the rounds and tells how that went.</summary>
internal sealed class ObservedStore(IWalletStore store, IDaemonEvents events)
{
    /// <inheritdoc cref="IWalletStore.GetStamp"/>
    public string? GetStamp() => store.GetStamp();

    /// <exception cref="KmsException">As for <see cref="IWalletStore.OpenAsync"/>.</exception>
    public async Task<IWalletSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await store.OpenAsync(cancellationToken);
            events.StoreOpened(snapshot);
            return snapshot;
        }
        catch (KmsException problem)
        {
            events.StoreFailed(problem.Error);
            throw;
        }
    }
}
