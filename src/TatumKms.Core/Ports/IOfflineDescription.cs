namespace TatumKms.Core;

/// <summary>
/// Tells what a pending transaction does from its own text alone, for a person who looks at it before anything is signed. Every
/// chain of this build has it.
/// </summary>
public interface IOfflineDescription
{
    /// <summary>
    /// Describes a transaction without keys and look-ups. What only these would tell is left out, and a note says so; whom the
    /// transaction names as its payer is taken at its word.
    /// </summary>
    /// <param name="transaction">What the API delivered.</param>
    /// <param name="network">The network that it shall be for.</param>
    /// <exception cref="RefusedException">It is malformed, of another network, or in another way nothing that would be signed.</exception>
    TransactionDescription Describe(PendingTransaction transaction, Network network);
}
