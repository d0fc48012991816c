using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Ada.Transactions;

/// <summary>
/// Reads the Rosetta operations of a pending transaction: inputs and outputs, with ADA and tokens (<c>metadata.tokenBundle</c>).
/// Other members go to the server as they are; whatever it makes of them shows in the body, which is compared.
/// </summary>
internal static class OperationsReader
{
    private const int PolicyLength = 28, MaxNameLength = 32, TransactionIdLength = 32;
    private const ulong MaxLovelace = 45_000_000_000_000_000;

    /// <summary>Reads the operations.</summary>
    /// <param name="root">The JSON, an array.</param>
    /// <param name="network">The network that the addresses must be of.</param>
    /// <exception cref="RefusedException">They are malformed, or do something else than pay.</exception>
    public static AdaOperations Read(JsonElement root, Network network)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException("The serialized transaction must be a list of Rosetta operations.");
        }

        var (inputs, outputs) = (new List<AdaInput>(), new List<AdaOutput>());
        foreach (var (i, element) in root.EnumerateArray().Index())
        {
            var place = $"Operation {i}";
            var operation = element.Object(place);
            switch (PendingJson.TextOf(operation, "type", place))
            {
                case "input":
                    inputs.Add(Input(operation, network, place));
                    break;
                case "output":
                    var (text, address) = Address(operation, network, place);
                    outputs.Add(new AdaOutput(text, address, Value(operation, isInput: false, place)));
                    break;
                default:
                    throw new RefusedException($"{place} is neither an input nor an output; staking, votes and other certificates are not signed.");
            }
        }

        return Check(new AdaOperations(inputs, outputs));
    }

    private static AdaOperations Check(AdaOperations operations)
    {
        if (operations.Inputs.Count == 0 || operations.Outputs.Count == 0)
        {
            throw new RefusedException("The transaction needs an input and an output.");
        }

        return operations.Inputs.DistinctBy(input => input.OutPoint).Count() == operations.Inputs.Count
            ? operations
            : throw new RefusedException("Two inputs spend the same output.");
    }

    private static AdaInput Input(JsonElement operation, Network network, string place)
    {
        var (text, address) = Address(operation, network, place);
        var coin = PendingJson.TextOf(operation.Member("coin_change", place).Member("coin_identifier", place), "identifier", place);
        var parts = coin.Split(':');
        if (parts is not [{ Length: 2 * TransactionIdLength } id, var index] || !id.All(char.IsAsciiHexDigit)
            || !ushort.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new RefusedException($"{place}: the coin's identifier must be the id of a transaction, a colon and a number.");
        }

        return new AdaInput(string.Create(CultureInfo.InvariantCulture, $"{id.ToLowerInvariant()}:{number}"), text, address, Value(operation, isInput: true, place));
    }

    private static (string Text, byte[] Address) Address(JsonElement operation, Network network, string place)
    {
        var text = PendingJson.TextOf(operation.Member("account", place), "address", place);
        return CardanoAddress.TryParse(text, network, out var address)
            ? (text, address)
            : throw new RefusedException($"{place}: the address is malformed, of another network, or one that owns no coins.");
    }

    private static AdaValue Value(JsonElement operation, bool isInput, string place)
    {
        var amount = operation.Member("amount", place);
        var currency = amount.Member("currency", place);
        if (PendingJson.TextOf(currency, "symbol", place) != "ADA" || currency.Number("decimals", int.MaxValue, place) != AdaChain.Decimals)
        {
            throw new RefusedException($"{place}: the amount must be of ADA with {AdaChain.Decimals} decimals.");
        }

        // What an input holds is taken away, so it has a minus.
        var text = PendingJson.TextOf(amount, "value", place);
        var lovelace = isInput == text.StartsWith('-') ? AdaJson.Quantity(isInput ? text[1..] : text, place) : ulong.MaxValue;
        if (lovelace > MaxLovelace)
        {
            throw new RefusedException($"{place}: the amount must be {(isInput ? "negative" : "positive")} and no more than there is ADA.");
        }

        var value = new AdaValue(lovelace);
        if (operation.Optional("metadata") is { } metadata && metadata.Object(place).Optional("tokenBundle") is { } bundle)
        {
            AddTokens(value, bundle, isInput, place);
        }

        return value;
    }

    private static void AddTokens(AdaValue value, JsonElement bundle, bool isInput, string place)
    {
        foreach (var policy in Elements(bundle, "tokenBundle", place))
        {
            var id = policy.HexText("policyId", PolicyLength, PolicyLength, place);
            foreach (var token in policy.List("tokens", place).Select(token => token.Object(place)))
            {
                var name = NameOf(token.Member("currency", place), place);
                var text = PendingJson.TextOf(token, "value", place);
                var quantity = AdaJson.Quantity(isInput && text.StartsWith('-') ? text[1..] : text, place);
                if (quantity == 0 || !value.TryAdd(id, name, quantity))
                {
                    throw new RefusedException($"{place} names a token twice, or none of it.");
                }
            }
        }
    }

    /// <summary>A token's name in hexadecimal; the name of no bytes is written <c>\x</c>.</summary>
    private static string NameOf(JsonElement currency, string place) =>
        PendingJson.TextOf(currency, "symbol", place) is "\\x" or "" ? "" : currency.HexText("symbol", 1, MaxNameLength, place);

    private static IEnumerable<JsonElement> Elements(JsonElement list, string name, string place) => list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select(element => element.Object(place))
        : throw new RefusedException($"{place}: '{name}' must be a list.");
}
