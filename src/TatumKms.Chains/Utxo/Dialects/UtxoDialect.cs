using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Dialects;

/// <summary>How the API writes down the transactions of a coin, and how keys find their inputs there.</summary>
internal abstract class UtxoDialect
{
    /// <summary>Which keys a pending transaction wants.</summary>
    public abstract IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction);

    /// <summary>Reads and checks the transaction as far as that goes without keys.</summary>
    /// <exception cref="RefusedException">It is malformed, or not what can be signed.</exception>
    public abstract UtxoTransaction ReadUnsigned(PendingTransaction transaction);

    /// <summary>Reads and checks the transaction, and plans how each input is signed.</summary>
    /// <param name="transaction">What the API delivered.</param>
    /// <param name="network">The network that the daemon runs for.</param>
    /// <param name="publicKeys">The signers' public keys in the order of <see cref="SelectKeys"/>.</param>
    public abstract (UtxoTransaction Transaction, IReadOnlyList<InputPlan> Plans) Read(
        PendingTransaction transaction, Network network, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys);

    /// <summary>The elements of a withdrawal that are inputs, and the wallet that owns them all.</summary>
    /// <exception cref="RefusedException">The withdrawal does not name them.</exception>
    protected static (SignatureId Wallet, IReadOnlyList<WithdrawalInput> Inputs) WithdrawalInputs(PendingTransaction transaction)
    {
        if (transaction.WithdrawalInputs is not { } inputs || transaction.Hashes is not [var wallet, ..])
        {
            throw new RefusedException("A withdrawal needs withdrawalResponses, which name the keys of the inputs, and the id of its wallet in hashes.");
        }

        // The element with -1 stands for the change, which nobody signs.
        return (wallet, [.. inputs.Where(input => input.TransactionId != "-1")]);
    }
}
