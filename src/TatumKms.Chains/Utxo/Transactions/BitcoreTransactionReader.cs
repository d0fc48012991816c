using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>
/// Reads the JSON of a bitcore <c>Transaction</c>: inputs with the outputs that they spend, outputs, lock time, change and fee.
/// Ids are as people read them, scripts hexadecimal, amounts whole base units.
/// </summary>
internal static class BitcoreTransactionReader
{
    private const string Place = "The serialized transaction";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads and checks a transaction.</summary>
    /// <exception cref="RefusedException">It is malformed, or contradicts itself.</exception>
    public static UtxoTransaction Read(string text, UtxoCoin coin)
    {
        using var document = Parse(text);
        try
        {
            return Read(document, coin);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new RefusedException($"{Place} holds text that is not valid Unicode.");
        }
    }

    /// <summary>Reads an output: base units and script.</summary>
    public static UtxoOutput ReadOutput(JsonElement element, UtxoCoin coin, string place)
    {
        var output = element.Object(place);
        return new UtxoOutput(output.Number("satoshis", coin.MaxMoney, place), output.Hex("script", place));
    }

    private static UtxoTransaction Read(JsonDocument document, UtxoCoin coin)
    {
        var root = document.RootElement.Object(Place);
        var transaction = new UtxoTransaction(
            (uint)root.Number("version", uint.MaxValue, Place),
            [.. root.List("inputs", Place).Select((input, i) => BitcoreInputReader.Read(input, coin, $"Input {i}"))],
            [.. root.List("outputs", Place).Select((output, i) => ReadOutput(output, coin, $"Output {i}"))],
            (uint)root.Number("nLockTime", uint.MaxValue, Place))
        {
            HasChangeScript = root.Optional("changeScript") is not null,
        };
        TransactionChecks.Hash(root, transaction);
        TransactionChecks.Change(root, transaction);
        TransactionChecks.Amounts(transaction, coin);
        TransactionChecks.Fee(root, transaction, coin);
        return transaction;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new RefusedException($"{Place} is not the JSON of a bitcore transaction; plain hexadecimal does not tell what the inputs spend.");
        }
    }
}
