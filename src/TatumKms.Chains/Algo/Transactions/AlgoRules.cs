using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Core;

namespace TatumKms.Chains.Algo.Transactions;

/// <summary>What must hold for a transaction of any type.</summary>
/// <param name="maxFee">The fee in microAlgos above which a transaction is refused.</param>
internal sealed class AlgoRules(ulong maxFee)
{
    /// <summary>Refuses what is inconsistent, too expensive, or for another network.</summary>
    /// <param name="transaction">The fields that are signed.</param>
    /// <param name="network">The network that the daemon runs for.</param>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public void Check(Packed.Map transaction, Network network)
    {
        if (transaction.NumberOf("fee") > maxFee)
        {
            throw new RefusedException($"The fee of {transaction.NumberOf("fee")} microAlgos is above the limit of {maxFee}.");
        }

        if (transaction.NumberOf("fv") > transaction.NumberOf("lv"))
        {
            throw new RefusedException("The transaction's last round is before its first.");
        }

        if (!transaction.Has("gh"))
        {
            throw new RefusedException("The genesis hash is missing; the transaction would be valid on other networks, too.");
        }

        GenesisNetwork.Check(transaction.TextOf("gen"), transaction.BytesOf("gh"), network);
        CheckAsset(transaction);
    }

    private static void CheckAsset(Packed.Map transaction)
    {
        if ((transaction.TextOf("type") == "axfer" && !transaction.Has("xaid")) || (transaction.TextOf("type") == "afrz" && !transaction.Has("faid")))
        {
            throw new RefusedException("The transaction names no asset.");
        }

        if (transaction.Has("asnd") && transaction.Has("aclose"))
        {
            throw new RefusedException("A clawback cannot close an account.");
        }
    }
}
