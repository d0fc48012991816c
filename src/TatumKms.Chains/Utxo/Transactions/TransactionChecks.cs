using System.Text.Json;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>What a serialized transaction says of itself must be true, or it was tampered with on its way.</summary>
internal static class TransactionChecks
{
    /// <summary>The id in the JSON is the id of what the JSON describes, without new signatures.</summary>
    public static void Hash(JsonElement root, UtxoTransaction transaction)
    {
        if (root.Optional("hash") is not { } hash)
        {
            return;
        }

        var id = TransactionWriter.Id(transaction, [.. transaction.Inputs.Select(input => new InputSignature(input.ScriptSig, []))]);
        if (hash.ValueKind != JsonValueKind.String || !string.Equals(hash.GetString(), id, StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException("The hash in the serialized transaction does not match the transaction.");
        }
    }

    /// <summary>The output that is said to be the change pays the script that is said to be the change's.</summary>
    public static void Change(JsonElement root, UtxoTransaction transaction)
    {
        if (root.Optional("changeIndex") is null)
        {
            return;
        }

        var index = root.Number("changeIndex", transaction.Outputs.Count - 1, "The serialized transaction");
        if (root.Optional("changeScript") is not { ValueKind: JsonValueKind.String } text
            || !BitcoreScriptText.TryParse(text.GetString()!, out var script)
            || !script.AsSpan().SequenceEqual(transaction.Outputs[(int)index].Script))
        {
            throw new RefusedException($"The change output {index} has an unexpected script: it is not the changeScript.");
        }
    }

    /// <summary>Every input says what it spends, no output is spent twice, and the outputs are covered by the inputs.</summary>
    public static void Amounts(UtxoTransaction transaction, UtxoCoin coin)
    {
        var outpoints = transaction.Inputs.Select(input => (Convert.ToHexString(input.PreviousTransactionId), input.PreviousIndex));
        if (outpoints.Distinct().Count() != transaction.Inputs.Count)
        {
            throw new RefusedException("Two inputs spend the same output.");
        }

        for (var i = 0; i < transaction.Inputs.Count; i++)
        {
            if (transaction.Inputs[i].Spent is null)
            {
                throw new RefusedException($"Not all utxo information is available to sign the transaction: input {i} does not say what it spends.");
            }
        }

        var spent = transaction.Inputs.Aggregate(Int128.Zero, (sum, input) => sum + input.Spent!.Value);
        var paid = transaction.Outputs.Aggregate(Int128.Zero, (sum, output) => sum + output.Value);
        if (transaction.Outputs.Any(output => output.Value < 0 || output.Value > coin.MaxMoney) || spent > coin.MaxMoney || paid > spent)
        {
            throw new RefusedException($"The outputs ({paid} base units) exceed the inputs ({spent}), or an amount exceeds all coins that exist.");
        }
    }

    /// <summary>The fee in the JSON is what the inputs leave over.</summary>
    public static void Fee(JsonElement root, UtxoTransaction transaction, UtxoCoin coin)
    {
        if (root.Optional("fee") is not null && root.Number("fee", coin.MaxMoney, "The serialized transaction") != transaction.Fee)
        {
            throw new RefusedException($"The fee in the serialized transaction is not what inputs less outputs leave, which is {transaction.Fee} base units.");
        }
    }
}
