using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>Reads one input of a bitcore transaction.</summary>
internal static class BitcoreInputReader
{
    private const int MaxMultisigKeys = 15;

    /// <summary>Reads an input.</summary>
    /// <exception cref="RefusedException">It is malformed.</exception>
    public static UtxoInput Read(JsonElement element, UtxoCoin coin, string place)
    {
        var input = element.Object(place);
        var id = input.Hex("prevTxId", place);
        if (id.Length != 32)
        {
            throw new RefusedException($"{place}: 'prevTxId' must be 64 hexadecimal digits.");
        }

        Array.Reverse(id);
        return new UtxoInput
        {
            PreviousTransactionId = id,
            PreviousIndex = (uint)input.Number("outputIndex", uint.MaxValue, place),
            Sequence = input.Optional("sequenceNumber") is null ? uint.MaxValue : (uint)input.Number("sequenceNumber", uint.MaxValue, place),
            ScriptSig = input.Hex("script", place),
            Spent = input.Optional("output") is { } output ? BitcoreTransactionReader.ReadOutput(output, coin, $"{place}, output") : null,
            Multisig = input.Optional("threshold") is null ? null : ReadMultisig(input, place),
        };
    }

    private static MultisigTerms ReadMultisig(JsonElement input, string place)
    {
        var keys = input.List("publicKeys", place).Select(key => key.ValueKind == JsonValueKind.String ? key.GetString()! : "").ToArray();
        var threshold = (int)input.Number("threshold", keys.Length, place);
        if (threshold == 0 || keys.Length > MaxMultisigKeys || !keys.All(IsPublicKey))
        {
            throw new RefusedException($"{place}: 'publicKeys' must be 1 to {MaxMultisigKeys} public keys, 'threshold' at least 1 and at most their number.");
        }

        var signatures = input.Optional("signatures") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == keys.Length
            ? list.EnumerateArray().Select((signature, i) => ReadSignature(signature, $"{place}, signature {i}"))
            : Enumerable.Repeat<byte[]?>(null, keys.Length);
        return new MultisigTerms(threshold, [.. keys.Select(Convert.FromHexString)], [.. signatures]);
    }

    private static bool IsPublicKey(string key) => key.Length is 66 or 130 && key.All(char.IsAsciiHexDigit);

    // A list with null at the place of each key that has not signed yet, else {"signature": DER, "sigtype": number}.
    private static byte[]? ReadSignature(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var signature = element.Object(place);
        var type = signature.Optional("sigtype") is null ? (long)SigHashType.All : signature.Number("sigtype", byte.MaxValue, place);
        return [.. signature.Hex("signature", place), (byte)type];
    }
}
