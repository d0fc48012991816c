using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Bnb;

/// <summary>
/// Reads <c>{"msg": {inputs, outputs, aminoPrefix}, "signMsg": {inputs, outputs}, "memo"}</c>: <c>msg</c> is what is encoded, with
/// addresses as bytes, <c>signMsg</c> is what is signed, with addresses as text. Both must say the same.
/// </summary>
internal static class BnbTransferReader
{
    private const string Place = "The serialized transaction";

    /// <summary>The amino prefix of a transfer.</summary>
    private const string TransferPrefix = "2A2C87FA";

    /// <summary>Reads and checks a transfer.</summary>
    /// <exception cref="RefusedException">It is malformed, is no transfer, or contradicts itself.</exception>
    public static BnbTransfer Read(string text, Network network)
    {
        using var document = PendingJson.Parse(text, Place);
        var root = PendingJson.ObjectOf(document.RootElement, Place, "msg", "signMsg", "memo");
        var encoded = Member(root, "msg", "inputs", "outputs", "aminoPrefix");
        var signed = Member(root, "signMsg", "inputs", "outputs");
        if (!PendingJson.TextOf(encoded, "aminoPrefix", "'msg'").Equals(TransferPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException("The message is no transfer (amino prefix 2A2C87FA); no other message can be signed.");
        }

        var transfer = new BnbTransfer(
            Parties(encoded, signed, "inputs", network),
            Parties(encoded, signed, "outputs", network),
            root.TryGetProperty("memo", out _) ? PendingJson.TextOf(root, "memo", Place) : "");
        CheckSums(transfer);
        return transfer;
    }

    private static JsonElement Member(JsonElement root, string name, params ReadOnlySpan<string> members) =>
        PendingJson.ObjectOf(
            root.Optional(name) ?? throw new RefusedException($"{Place} has no '{name}'; only transfers of the form {{msg, signMsg, memo}} can be signed."),
            $"'{name}'",
            members);

    private static BnbParty[] Parties(JsonElement encoded, JsonElement signed, string name, Network network)
    {
        BnbParty[] left = [.. encoded.List(name, "'msg'").Select((party, i) => Encoded(party, network, $"'msg': {name}[{i}]"))];
        (string Address, BnbCoin[] Coins)[] right = [.. signed.List(name, "'signMsg'").Select((party, i) => Signed(party, $"'signMsg': {name}[{i}]"))];
        return left.Length == right.Length && left.Zip(right).All(pair => Same(pair.First, pair.Second))
            ? left
            : throw new RefusedException($"What would be encoded ('msg') and what would be signed ('signMsg') differ in their {name}.");
    }

    private static bool Same(BnbParty encoded, (string Address, BnbCoin[] Coins) signed) =>
        encoded.Address == signed.Address && encoded.Coins.SequenceEqual(signed.Coins);

    private static BnbParty Encoded(JsonElement element, Network network, string place)
    {
        var party = PendingJson.ObjectOf(element, place, "address", "coins");
        var address = AddressBytes(party, place);
        return new BnbParty(BnbAddress.Format(network, address), address, Coins(party, place));
    }

    private static (string Address, BnbCoin[] Coins) Signed(JsonElement element, string place)
    {
        var party = PendingJson.ObjectOf(element, place, "address", "coins");
        return (PendingJson.TextOf(party, "address", place), Coins(party, place));
    }

    // A Node.js Buffer as JSON.stringify writes it: {"type":"Buffer","data":[20 numbers]}.
    private static byte[] AddressBytes(JsonElement party, string place)
    {
        var buffer = PendingJson.ObjectOf(party.Optional("address") ?? throw Malformed(), $"{place}: 'address'", "type", "data");
        var data = buffer.List("data", $"{place}: 'address'");
        return PendingJson.TextOf(buffer, "type", $"{place}: 'address'") == "Buffer" && data.Count == BnbAddress.Length
            ? [.. data.Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetByte(out var value) ? value : throw Malformed())]
            : throw Malformed();

        RefusedException Malformed() => new($"{place}: 'address' must be a buffer of 20 bytes.");
    }

    private static BnbCoin[] Coins(JsonElement party, string place)
    {
        BnbCoin[] coins = [.. party.List("coins", place).Select((coin, i) => Coin(coin, $"{place}: coins[{i}]"))];
        return coins.DistinctBy(coin => coin.Denomination).Count() == coins.Length
            ? coins
            : throw new RefusedException($"{place} names a coin twice.");
    }

    private static BnbCoin Coin(JsonElement element, string place)
    {
        var coin = PendingJson.ObjectOf(element, place, "denom", "amount");
        var denomination = PendingJson.TextOf(coin, "denom", place);
        if (denomination.Length is < 2 or > 20 || !denomination.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            throw new RefusedException($"{place}: 'denom' must be a symbol of the chain, like BNB or BUSD-BD1.");
        }

        var amount = coin.Number("amount", long.MaxValue, place);
        return amount > 0 ? new BnbCoin(denomination, amount) : throw new RefusedException($"{place}: 'amount' must be above 0.");
    }

    private static void CheckSums(BnbTransfer transfer)
    {
        var paid = Sums(transfer.Inputs);
        var received = Sums(transfer.Outputs);
        if (paid.Count != received.Count || paid.Any(sum => received.GetValueOrDefault(sum.Key) != sum.Value))
        {
            throw new RefusedException("What the inputs pay and what the outputs receive is not the same, coin by coin.");
        }
    }

    private static Dictionary<string, BigInteger> Sums(IReadOnlyList<BnbParty> parties) => parties
        .SelectMany(party => party.Coins)
        .GroupBy(coin => coin.Denomination, StringComparer.Ordinal)
        .ToDictionary(coins => coins.Key, coins => coins.Aggregate(BigInteger.Zero, (sum, coin) => sum + coin.Amount));
}
