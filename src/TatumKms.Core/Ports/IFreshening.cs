namespace TatumKms.Core;

/// <summary>
/// A chain whose transactions need something that does not keep while somebody thinks about an approval: a block hash, a
/// proposal key. An <see cref="IChain"/> implements it; it is called after the approval, right before signing.
/// </summary>
public interface IFreshening
{
    /// <summary>Fetches what does not keep. What the transaction does stays as it was approved.</summary>
    /// <param name="approved">What <see cref="IChain.PrepareAsync"/> returned.</param>
    /// <param name="node">Answers look-ups.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">It cannot be signed.</exception>
    /// <exception cref="NodeException">A look-up failed; nothing stays reserved.</exception>
    Task<PreparedTransaction> FreshenAsync(PreparedTransaction approved, IChainNode node, CancellationToken cancellationToken);

    /// <summary>Gives back what <see cref="FreshenAsync"/> reserved, when the transaction was not signed after all.</summary>
    /// <param name="fresh">What <see cref="FreshenAsync"/> returned.</param>
    /// <param name="node">Takes it back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">It could not be given back.</exception>
    Task ReleaseAsync(PreparedTransaction fresh, IChainNode node, CancellationToken cancellationToken);
}
