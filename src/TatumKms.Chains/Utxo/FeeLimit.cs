using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo;

/// <summary>
/// The fee above which a transaction is refused: it must exceed both bounds at once, so that neither small payments nor busy days
/// are in the way.
/// </summary>
/// <param name="Percent">The part of what is spent, in percent; nothing where only the rate counts.</param>
/// <param name="Rate">Base units for a virtual byte.</param>
internal sealed record FeeLimit(int? Percent, long Rate)
{
    /// <summary>The limit with what the owner has set.</summary>
    public FeeLimit With(ChainOptions options) => new(Percent is null ? null : options.MaxFeePercent ?? Percent, options.MaxFeeRate ?? Rate);

    /// <summary>Refuses an absurd fee.</summary>
    /// <param name="transaction">The transaction; every input says what it spends.</param>
    /// <param name="virtualSize">The size of the signed transaction in virtual bytes.</param>
    /// <exception cref="RefusedException">The fee exceeds both bounds.</exception>
    public void Check(UtxoTransaction transaction, int virtualSize)
    {
        var spent = transaction.Inputs.Sum(input => input.Spent!.Value);
        var fee = transaction.Fee;
        if ((Int128)fee * 100 > (Int128)spent * (Percent ?? 0) && fee > (Int128)Rate * virtualSize)
        {
            throw new RefusedException(
                $"Transaction has absurd fees: {fee} base units are {fee / virtualSize} for a virtual byte (limit {Rate})"
                + (Percent is null ? "." : $" and more than {Percent} % of what is spent."));
        }
    }
}
