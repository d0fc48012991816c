using System.Numerics;
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

    private Amount InCoins(BigInteger baseUnits) => new(baseUnits, Decimals, coin.Chain.Code);
}
