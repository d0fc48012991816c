using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Ada;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>Builds pending transactions as the API writes them down, lets a server make transactions of them, and signs those.</summary>
internal static class AdaBuilder
{
    public static AdaChain Chain { get; } = new();

    /// <summary>A key that everybody can guess.</summary>
    public static SigningKey Key(byte number)
    {
        var key = new byte[64];
        (key[0], key[31], key[63]) = ((byte)(number << 3), 0x40, number);
        var text = AdaKeys.Format(key);
        return new SigningKey(text, AdaKeys.PublicKey(text));
    }

    public static string Address(SigningKey key, Network network = Network.Testnet) =>
        CardanoAddress.Format(CardanoAddress.Enterprise(key.PublicKey.Span, network), network);

    public static JsonObject Input(string address, long lovelace, int number = 0, params (string Policy, string Name, long Quantity)[] tokens)
    {
        var input = Operation("input", address, $"-{lovelace}", tokens);
        input["coin_change"] = new JsonObject
        {
            ["coin_identifier"] = new JsonObject { ["identifier"] = $"{number:x64}:{number}" },
            ["coin_action"] = "coin_created",
        };
        return input;
    }

    public static JsonObject Output(string address, long lovelace, params (string Policy, string Name, long Quantity)[] tokens) =>
        Operation("output", address, $"{lovelace}", tokens);

    /// <summary>One coin of a key, of which all but the fee goes to another.</summary>
    public static JsonArray Payment(SigningKey from, SigningKey to) =>
        [Input(Address(from), 10_000_000), Output(Address(to), 4_000_000), Output(Address(from), 5_800_000)];

    public static PendingTransaction Pending(string serialized, string chain = "ADA") => new()
    {
        Id = "6e266d52d296999040336bc2",
        Chain = ChainId.Parse(chain),
        Hashes = [],
        SerializedTransaction = serialized,
        Raw = JsonDocument.Parse("{}").RootElement,
    };

    public static Task<PreparedTransaction> PrepareAsync(string serialized, RosettaServer server, params SigningKey[] keys) =>
        Chain.PrepareAsync(Pending(serialized), Network.Testnet, [.. keys.Select(key => key.PublicKey)], server, TestContext.Current.CancellationToken);

    public static async Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(JsonArray operations, RosettaServer server, params SigningKey[] keys)
    {
        var prepared = await PrepareAsync(operations.ToJsonString(), server, keys);
        return (prepared, Chain.Sign(prepared, keys));
    }

    public static async Task<string> RefusalAsync(JsonArray operations, RosettaServer server, params SigningKey[] keys) =>
        (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(operations, server, keys))).Message;

    private static JsonObject Operation(string type, string address, string value, (string Policy, string Name, long Quantity)[] tokens)
    {
        var operation = new JsonObject
        {
            ["operation_identifier"] = new JsonObject { ["index"] = 0, ["network_index"] = 0 },
            ["related_operations"] = new JsonArray(),
            ["type"] = type,
            ["status"] = "success",
            ["account"] = new JsonObject { ["address"] = address, ["metadata"] = new JsonObject() },
            ["amount"] = new JsonObject { ["value"] = value, ["currency"] = Currency("ADA", 6) },
            ["metadata"] = new JsonObject(),
        };
        if (tokens.Length > 0)
        {
            operation["metadata"]!["tokenBundle"] = new JsonArray([.. tokens.GroupBy(token => token.Policy).Select(policy => new JsonObject
            {
                ["policyId"] = policy.Key,
                ["tokens"] = new JsonArray([.. policy.Select(token => new JsonObject
                {
                    ["value"] = $"{(type == "input" ? "-" : "")}{token.Quantity}",
                    ["currency"] = Currency(token.Name, 0),
                })]),
            })]);
        }

        return operation;
    }

    private static JsonObject Currency(string symbol, int decimals) => new() { ["symbol"] = symbol, ["decimals"] = decimals };
}
