using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo;

/// <summary>
/// The checks of bitcore-lib-doge before a transaction is broadcast, which the original applies to Dogecoin on chain: the fee within
/// a factor of 15 of an estimate by size, and no output below one coin that is not data.
/// </summary>
/// <param name="FeePerByte">The fee that bitcore would set, in base units for a byte.</param>
/// <param name="Factor">How far a fee may be from that.</param>
/// <param name="Dust">The smallest output, in base units.</param>
internal sealed record DogecoinRules(long FeePerByte, int Factor, long Dust)
{
    private const int ChangeOutputSize = 62;

    /// <summary>Refuses what breaks a rule.</summary>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public void Check(UtxoTransaction transaction)
    {
        var estimate = Estimate(transaction);
        if (transaction.Fee > Factor * estimate)
        {
            throw new RefusedException(transaction.HasChangeScript
                ? $"Fee is too large: expected less than {Factor * estimate} but got {transaction.Fee}."
                : $"Change address is missing: the fee would be {transaction.Fee}, expected less than {Factor * estimate}.");
        }

        var smallest = (estimate + Factor - 1) / Factor;
        if (transaction.Fee < smallest)
        {
            throw new RefusedException($"Fee is too small: expected more than {smallest} but got {transaction.Fee}.");
        }

        if (transaction.Outputs.Any(output => output.Value < Dust && OutputScript.Classify(output.Script).Kind != ScriptKind.Data))
        {
            throw new RefusedException($"Dust amount detected in one output: less than {Dust} base units.");
        }
    }

    private long Estimate(UtxoTransaction transaction)
    {
        var size = 26L
            + transaction.Inputs.Sum(input => 36L + SignatureSize(input))
            + transaction.Outputs.Sum(output => output.Script.Length + 9L);
        var estimate = size * FeePerByte;
        return transaction.HasChangeScript && transaction.Fee > estimate + (ChangeOutputSize * FeePerByte)
            ? estimate + (ChangeOutputSize * FeePerByte)
            : estimate;
    }

    // bitcore's own figures.
    private static int SignatureSize(UtxoInput input) => input.Multisig is { } terms
        ? 7 + (74 * terms.Threshold) + (34 * terms.PublicKeys.Count)
        : OutputScript.Classify(input.Spent!.Script).Kind == ScriptKind.PubKey ? 73 : 107;
}
