using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Bnb;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Bnb;

/// <summary>Pending transfers of a golden vector, changed by a test, and the chain that signs them.</summary>
internal static class BnbBuilder
{
    public static BnbChain Chain { get; } = new(TestChains.Secp256k1);

    /// <summary>The first vector of a variant.</summary>
    public static JsonElement Vector(string variant) =>
        VectorFile.Load("vectors", "sign", "BNB.json").EnumerateArray().First(vector => vector.GetProperty("variant").GetString() == variant);

    /// <summary>Prepares and signs a vector whose serialized transaction was changed.</summary>
    public static Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(JsonElement vector, Action<JsonNode> change)
    {
        var transaction = JsonNode.Parse(vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!)!;
        change(transaction);
        return SignAsync(vector, transaction.ToJsonString());
    }

    /// <summary>Prepares and signs a vector with another serialized transaction.</summary>
    public static Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(JsonElement vector, string serialized) =>
        VectorSigner.SignAsync(Chain, With(vector, "pending.serializedTransaction", serialized), TestContext.Current.CancellationToken);

    /// <summary>The same vector with another member.</summary>
    public static JsonElement With(JsonElement vector, string path, JsonNode value)
    {
        var copy = JsonNode.Parse(vector.GetRawText())!;
        var names = path.Split('.');
        names[..^1].Aggregate(copy, (owner, name) => owner[name]!)[names[^1]] = value;
        return JsonSerializer.SerializeToElement(copy);
    }
}
