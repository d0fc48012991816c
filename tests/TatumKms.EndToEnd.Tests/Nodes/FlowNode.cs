using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>
/// Answers what a transaction of Flow needs: Tatum's part signs with keys of its own, and the access node takes whatever it is sent.
/// </summary>
internal sealed class FlowNode(ISecp256k1 secp256k1) : IChainNode
{
    public const string Proposer = "9a8dc035eadc3689", Payer = "c88d20ded435c860";
    private static readonly byte[] ProposerKey = [.. Enumerable.Repeat((byte)0x51, 32)], PayerKey = [.. Enumerable.Repeat((byte)0x52, 32)];

    public string ProposerPublicKey => PublicKey(ProposerKey);

    public string PayerPublicKey => PublicKey(PayerKey);

    /// <summary>The body of <c>POST /v1/transactions</c>.</summary>
    public string? Sent { get; private set; }

    /// <summary>The ids that were looked up.</summary>
    public List<string> LookedUp { get; } = [];

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => Task.FromResult(Path(address) switch
    {
        "/v3/flow/proposal/true" => Json($$"""{"address":"0x{{Payer}}","keyId":2}"""),
        "/v3/flow/proposal/false" => Json($$"""{"address":"0x{{Proposer}}","keyId":0}"""),
        var path when path.StartsWith("/v1/blocks?", StringComparison.Ordinal) => Json($$"""[{"header":{"id":"{{new string('1', 64)}}","height":"100"} }]"""),
        var path when path.StartsWith("/v1/accounts/", StringComparison.Ordinal) => Json("""{"keys":[{"index":"0","sequence_number":"300"}]}"""),
        var path => Result(path),
    });

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var body = Json(Body(write));
        var key = body.GetProperty("isPayer").GetBoolean() ? PayerKey : ProposerKey;
        var digest = Sha3.Hash256(Convert.FromHexString(body.GetProperty("data").GetString()!));
        return Task.FromResult(Json($$"""{"signature":"{{Convert.ToHexStringLower(secp256k1.SignEcdsa(key, digest).Compact)}}"}"""));
    }

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var body = Body(write);
        if (Path(address) == "/v1/transactions")
        {
            Sent = body;
            return Task.FromResult(Json($$"""{"id":"{{LookedUp[^1]}}"}"""));
        }

        return Task.FromResult(default(JsonElement));
    }

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    private static string Path(NodeAddress address) => address switch
    {
        NodeAddress.Api api => api.Path,
        NodeAddress.PublicNode node => node.Path,
        _ => throw new ArgumentException("An unknown address.", nameof(address)),
    };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Body(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private JsonElement Result(string path)
    {
        LookedUp.Add(path[(path.LastIndexOf('/') + 1)..]);
        return Sent is null
            ? throw new NodeException("Not found.", 404)
            : Json("""{"status":"Sealed","execution":"Success","status_code":0,"error_message":""}""");
    }

    private string PublicKey(byte[] key) => Convert.ToHexStringLower(secp256k1.GetPublicKey(key, compressed: false));
}
