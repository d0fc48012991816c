using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Flow;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Flow;

/// <summary>An access node and the API's endpoints for Flow in memory, with one proposer and one payer, and a pending script to sign.</summary>
internal sealed class FlowWorld : IChainNode
{
    public const string Account = "0x1fe516ede3b14668", BlockId = "1e117db2183f019ef69559b291e8bba86ff8b9b97623691d2575955bb0b37895";
    private static readonly string PrivateKey = new('7', 64);

    public FlowChain Chain { get; } = new(TestChains.Secp256k1, new HastyTime());

    public JsonNode Proposer { get; set; } = JsonNode.Parse("""{"address":"0x9a8dc035eadc3689","keyId":5}""")!;

    public JsonNode Payer { get; set; } = JsonNode.Parse("""{"address":"0xc88d20ded435c860","keyId":2}""")!;

    public ulong SequenceNumber { get; set; } = 77;

    public ulong FinalHeight { get; set; } = 1000;

    public ulong SealedHeight { get; set; } = 990;

    /// <summary>The byte that all of a signature of Tatum's consists of.</summary>
    public byte Signature { get; set; } = 0x11;

    /// <summary>What the access node says of a transaction, one answer a question; the last one stays. Nothing: it does not know it.</summary>
    public Queue<string?> Results { get; } = new([null, Sealed]);

    /// <summary>Answers of the access node to what it is sent; nothing means that it takes it.</summary>
    public NodeException? Refusal { get; set; }

    /// <summary>Paths that fail, with what they fail with.</summary>
    public Dictionary<string, NodeException> Failures { get; } = [];

    /// <summary>Method and path of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the API's broadcast endpoint was told.</summary>
    public List<string> Announced { get; } = [];

    /// <summary>What the access node was sent.</summary>
    public List<JsonElement> Sent { get; } = [];

    public static string Sealed => """{"status":"Sealed","execution":"Success","status_code":0,"error_message":""}""";

    public static string Failure(string message) => $$"""{"status":"Sealed","execution":"Failure","status_code":1,"error_message":"{{message}}"}""";

    /// <summary>Prepares a request and makes it fresh.</summary>
    public async Task<PreparedTransaction> FreshenAsync(string? serialized = null) =>
        await Chain.FreshenAsync(await PrepareAsync(serialized), this, TestContext.Current.CancellationToken);

    public async Task<PreparedTransaction> PrepareAsync(string? serialized = null)
    {
        using var key = Key();
        var pending = new PendingTransaction
        {
            Id = "09835de883cc6c438987fb26",
            Chain = Chain.Id,
            Hashes = [SignatureId.Parse("e1fc160d-5e9a-40ee-9653-d6b18833b3a1")],
            SerializedTransaction = serialized ?? Serialized(),
            Raw = default,
        };
        return await Chain.PrepareAsync(pending, Network.Testnet, [key.PublicKey], this, TestContext.Current.CancellationToken);
    }

    public async Task<SignedTransaction> SignAsync()
    {
        using var key = Key();
        return Chain.Sign(await FreshenAsync(), [key]);
    }

    public async Task<DirectOutcome> SendAsync(SignedTransaction? signed = null) =>
        await Chain.SendAsync(signed ?? await SignAsync(), Network.Testnet, this, TestContext.Current.CancellationToken);

    public static string Serialized(string script = "transaction { }", string arguments = "[]", string account = Account, int type = 8) => new JsonObject
    {
        ["type"] = type,
        ["body"] = new JsonObject { ["account"] = account, ["transaction"] = script, ["args"] = JsonNode.Parse(arguments) },
    }.ToJsonString();

    public SigningKey Key()
    {
        var key = SecretBytes.FromUtf8(PrivateKey);
        return new SigningKey(key, Chain.GetPublicKey(Network.Testnet, key));
    }

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => Task.FromResult(Answer("GET", address, default));

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        Task.FromResult(Answer("ASK", address, Body(write)));

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        Task.FromResult(Answer("TELL", address, Body(write)));

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    private static JsonElement Body(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Json(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private JsonElement Answer(string method, NodeAddress address, JsonElement body)
    {
        var path = address switch
        {
            NodeAddress.Api api => api.Path,
            NodeAddress.PublicNode { Chain.Code: "FLOW" } node when node.Default.Host == "rest-testnet.onflow.org" => node.Path,
            _ => throw new ArgumentException("Nobody lives there.", nameof(address)),
        };
        Requests.Add($"{method} {path}");
        return Failures.TryGetValue($"{method} {path}", out var failure) ? throw failure : Answer(path, body);
    }

    private JsonElement Answer(string path, JsonElement body) => path switch
    {
        "/v3/flow/proposal/true" => Json(Payer.ToJsonString()),
        "/v3/flow/proposal/false" => Json(Proposer.ToJsonString()),
        "/v3/flow/sign" => Json($$"""{"signature":"{{Convert.ToHexString([.. Enumerable.Repeat(Signature, 64)])}}"}"""),
        "/v3/flow/broadcast" => Announce(body),
        "/v1/blocks?height=final&expand=payload" => Json($$"""[{"header":{"id":"{{BlockId}}","height":"{{FinalHeight}}"} }]"""),
        "/v1/blocks?height=sealed&expand=payload" => Json($$"""[{"header":{"id":"{{BlockId}}","height":"{{SealedHeight}}"} }]"""),
        "/v1/accounts/9a8dc035eadc3689?block_height=sealed&expand=contracts,keys" =>
            Json($$"""{"keys":[{"index":"4","sequence_number":"1"},{"index":"5","sequence_number":"{{SequenceNumber}}"}]}"""),
        "/v1/transactions" => Take(body),
        _ when path.StartsWith("/v1/transaction_results/", StringComparison.Ordinal) =>
            (Results.Count > 1 ? Results.Dequeue() : Results.Peek()) is { } result ? Json(result) : throw new NodeException("Not found.", 404),
        _ => throw new NodeException($"Nobody lives at {path}.", 404),
    };

    private JsonElement Announce(JsonElement body)
    {
        Announced.Add(body.GetRawText());
        return default;
    }

    private JsonElement Take(JsonElement body)
    {
        Sent.Add(body);
        return Refusal is null ? Json($$"""{"id":"{{new string('a', 64)}}"}""") : throw Refusal;
    }

    /// <summary>A clock on which every pause is over at once.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
