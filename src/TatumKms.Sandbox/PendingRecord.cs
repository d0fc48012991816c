using System.Text.Json;
using System.Text.Json.Nodes;

namespace TatumKms.Sandbox;

/// <summary>A pending transaction that the sandbox holds.</summary>
internal sealed class PendingRecord
{
    private readonly HashSet<string> _signers = new(StringComparer.OrdinalIgnoreCase);
    private readonly JsonObject _json;

    private PendingRecord(JsonObject json)
    {
        _json = json;
        json["id"] ??= Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, 12));
        Id = Text(json["id"], "id");
        Chain = Text(json["chain"], "chain");
        if (!SandboxChains.IsCode(Chain))
        {
            throw new FormatException($"There is no chain '{Chain}'.");
        }

        foreach (var hash in json["hashes"] as JsonArray ?? [])
        {
            _signers.Add(Text(hash, "hashes"));
        }

        foreach (var signature in json["signatures"] as JsonArray ?? [])
        {
            _signers.Add(Text(signature?["id"], "signatures"));
        }
    }

    public string Id { get; }

    public string Chain { get; }

    /// <summary>The transaction on the chain, once it is completed.</summary>
    public string? TransactionId { get; set; }

    public JsonNode Json
    {
        get
        {
            var copy = _json.DeepClone();
            if (TransactionId is not null)
            {
                copy["txId"] = TransactionId;
            }

            return copy;
        }
    }

    public static PendingRecord Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject pending
                ? new PendingRecord(pending)
                : throw new FormatException("A pending transaction is a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("A pending transaction is a JSON object.", exception);
        }
    }

    public bool IsFor(IReadOnlyCollection<string> signatureIds) => signatureIds.Any(_signers.Contains);

    private static string Text(JsonNode? node, string name) =>
        node is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new FormatException($"'{name}' of a pending transaction must be text.");
}
