using System.Numerics;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Utxo;

/// <summary>Says in words what a transaction of the family does.</summary>
internal sealed class UtxoDescriber(UtxoCoin coin, ISecp256k1 secp256k1)
{
    private const int Decimals = 8;

    /// <summary>Of what is spent; a larger fee deserves a sentence.</summary>
    private const int SmallPercent = 10;

    /// <summary>Inputs with their owners, outputs with their addresses, change recognised when it pays a signing key, and the fee.</summary>
    public TransactionDescription Describe(Network network, UtxoTransaction transaction, int virtualSize, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys)
    {
        var numbers = coin.For(network);
        var candidates = publicKeys.Select((key, i) => new KeyCandidate(secp256k1, i, key.ToArray())).ToArray();
        Payment Line(UtxoOutput output)
        {
            var (kind, payload) = OutputScript.Classify(output.Script);
            var isOwn = candidates.Any(candidate => candidate.Owns(kind, payload, coin.HasSegwit) is not null);
            return new Payment(UtxoAddress.OfScript(numbers, output.Script), InCoins(output.Value), isOwn);
        }

        return new TransactionDescription(
            [.. transaction.Inputs.Select(input => Line(input.Spent!))],
            [.. transaction.Outputs.Select(Line)],
            InCoins(transaction.Fee),
            [$"The fee is {transaction.Fee / virtualSize} base units for each of at most {virtualSize} virtual bytes."]);
    }

    /// <summary>The same without keys: own is what is spent without anybody else's signature, and what goes back to where that was.</summary>
    /// <param name="network">The network that it shall be for.</param>
    /// <param name="transaction">What is to be signed.</param>
    /// <param name="keys">The keys that it asks for.</param>
    public TransactionDescription Describe(Network network, UtxoTransaction transaction, IReadOnlyList<KeyRequest> keys)
    {
        var numbers = coin.For(network);
        var own = transaction.Inputs.Where(IsOwn).Select(input => Convert.ToHexString(input.Spent!.Script)).ToHashSet(StringComparer.Ordinal);
        Payment Source(UtxoInput input, int index) => input.Spent!.Script.Length == 0
            ? new Payment(Owner(keys, index), InCoins(input.Spent.Value), IsOwn: true)
            : new Payment(UtxoAddress.OfScript(numbers, input.Spent.Script), InCoins(input.Spent.Value), IsOwn(input));

        var spent = transaction.Inputs.Sum(input => input.Spent!.Value);
        var percent = coin.FeeLimit.Percent ?? SmallPercent;
        return new TransactionDescription(
            [.. transaction.Inputs.Select(Source)],
            [.. transaction.Outputs.Select(output => new Payment(
                UtxoAddress.OfScript(numbers, output.Script), InCoins(output.Value), own.Contains(Convert.ToHexString(output.Script))))],
            InCoins(transaction.Fee),
            (Int128)transaction.Fee * 100 > (Int128)spent * percent ? [$"The fee is more than {percent} % of what is spent."] : []);
    }

    private static bool IsOwn(UtxoInput input) => input.Multisig is null && input.ScriptSig.Length == 0 && input.Spent!.Script.Length > 0;

    /// <summary>Where the transaction does not name the owner, the place of the key is the number of the input, but for withdrawals.</summary>
    private static string Owner(IReadOnlyList<KeyRequest> keys, int index) =>
        keys.DistinctBy(key => key.Id).Count() == keys.Count ? Offline.Name(keys[index]) : $"wallet {keys[index].Id}";

    private Amount InCoins(BigInteger baseUnits) => new(baseUnits, Decimals, coin.Chain.Code);
}
