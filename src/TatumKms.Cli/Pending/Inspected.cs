using TatumKms.Core;

namespace TatumKms.Cli.Pending;

/// <summary>A pending transaction and what could be told of it offline.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Network">The network that it was looked at for.</param>
/// <param name="Description">What it does, where that can be told.</param>
/// <param name="Refusal">A sentence that says why it would be refused, where there is no description.</param>
internal sealed record Inspected(PendingTransaction Transaction, Network Network, TransactionDescription? Description, string? Refusal)
{
    /// <summary>The entries of the store that shall sign, each once.</summary>
    public IReadOnlyList<SignatureId> Wallets => [.. Transaction.Hashes.Concat(Transaction.Signatures.Select(signer => signer.Id)).Distinct()];

    /// <summary>Describes a transaction without keys and look-ups.</summary>
    public static Inspected Make(ChainRegistry chains, PendingTransaction transaction, Network network)
    {
        try
        {
            return chains.TryGet(transaction.Chain, out var chain) && chain is IOfflineDescription offline
                ? new Inspected(transaction, network, offline.Describe(transaction, network), Refusal: null)
                : new Inspected(transaction, network, Description: null, $"This version does not know the chain {transaction.Chain}.");
        }
        catch (RefusedException refused)
        {
            return new Inspected(transaction, network, Description: null, refused.Message);
        }
        catch (Exception problem)
        {
            // As in the daemon: the message may quote anything, the type may not, and the others in a list are told all the same.
            return new Inspected(transaction, network, Description: null, $"The transaction could not be worked on ({problem.GetType().Name}).");
        }
    }
}
