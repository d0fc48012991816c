using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>Reads the pending transaction of a vector.</summary>
internal static class Pending
{
    public static PendingTransaction Read(JsonElement json) => new()
    {
        Id = json.GetProperty("id").GetString()!,
        Chain = ChainId.Parse(json.GetProperty("chain").GetString()!),
        Hashes = [.. json.GetProperty("hashes").EnumerateArray().Select(id => SignatureId.Parse(id.GetString()!))],
        SerializedTransaction = json.GetProperty("serializedTransaction").GetString()!,
        Signatures = Optional(json, "signatures") is { } signatures
            ? [.. signatures.EnumerateArray().Select(s => new IndexedSigner(SignatureId.Parse(s.GetProperty("id").GetString()!), Optional(s, "index")?.GetUInt32()))]
            : [],
        Index = Optional(json, "index")?.GetUInt32(),
        WithdrawalId = Optional(json, "withdrawalId")?.GetString(),
        WithdrawalInputs = Optional(json, "withdrawalResponses") is { } inputs ? [.. inputs.EnumerateArray().Select(ReadInput)] : null,
        Raw = json,
    };

    private static WithdrawalInput ReadInput(JsonElement json) => new(
        Optional(json, "vIn")?.GetString(),
        Optional(json, "vInIndex")?.GetInt64(),
        Optional(json, "address") is { } owner ? Optional(owner, "address")?.GetString() : null,
        Optional(json, "address") is { } address && Optional(address, "derivationKey") is { } key ? key.GetUInt32() : 0);

    private static JsonElement? Optional(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
