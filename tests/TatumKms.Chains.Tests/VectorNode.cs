using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>Answers look-ups with what a vector recorded, or with the same figures where they are asked for in another way.</summary>
internal sealed partial class VectorNode : IChainNode
{
    private const string ApiUrl = "{TATUM_API_URL}", ApiKey = "TEST_API_KEY";
    private readonly JsonElement _vector;
    private readonly List<JsonElement> _recorded;
    private readonly Dictionary<string, ulong> _next = [];

    public VectorNode(JsonElement vector)
    {
        _vector = vector;
        _recorded = vector.TryGetProperty("network", out var network) ? [.. network.EnumerateArray()] : [];
    }

    /// <summary>What was asked and told: method, path, and the method of JSON-RPC.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bodies of what was told (not asked), in order.</summary>
    public List<JsonElement> Told { get; } = [];

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => Task.FromResult(Answer("GET", address, null));

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        Task.FromResult(Answer("POST", address, Body(write)));

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var body = Body(write);
        Told.Add(body);
        return Task.FromResult(Answer("POST", address, body));
    }

    public ulong? NextSequence(string account) => _next.TryGetValue(account, out var next) ? next : null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    /// <summary>Lets a round have signed with a nonce.</summary>
    public void Use(AccountSequence sequence) => _next[sequence.Account] = sequence.Number + 1;

    private static JsonElement Body(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Url(NodeAddress address) => address switch
    {
        NodeAddress.Api api => ApiUrl + api.Path,
        NodeAddress.ApiNode node => $"{ApiUrl}{node.Prefix}/{ApiKey}{node.Suffix}",
        NodeAddress.PublicNode node => node.Default.AbsoluteUri.TrimEnd('/') + node.Path,
        _ => throw new ArgumentException("An unknown address.", nameof(address)),
    };

    private static string? RpcMethod(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty("method", out var method) ? method.GetString() : null;

    /// <summary>Equal but for the number of the request.</summary>
    private static bool SameBody(JsonElement recorded, JsonElement sent)
    {
        var (left, right) = (WithoutId(recorded), WithoutId(sent));
        return JsonElement.DeepEquals(left, right);
    }

    private static JsonElement WithoutId(JsonElement body) => body.ValueKind == JsonValueKind.Object
        ? JsonSerializer.SerializeToElement(body.EnumerateObject().Where(member => member.Name != "id").ToDictionary(member => member.Name, member => member.Value))
        : body;

    private JsonElement Answer(string method, NodeAddress address, JsonElement? body)
    {
        var url = Url(address);
        Requests.Add($"{method} {url}{(RpcMethod(body) is { } rpc ? " " + rpc : "")}");
        var candidates = _recorded.Where(entry => Fits(entry, method, url, body)).ToArray();
        var exact = candidates.Where(entry => body is { } sent && entry.TryGetProperty("body", out var recorded) && SameBody(Fill(recorded), sent)).ToArray();
        if ((exact.Length > 0 ? exact : candidates) is [var first, ..])
        {
            var response = Fill(first.GetProperty("response"));
            var status = first.TryGetProperty("status", out var code) ? code.GetInt32() : 200;
            return status is >= 200 and <= 299 ? response : throw new NodeException($"The node answered {status}.", status, response);
        }

        return Same(url, RpcMethod(body)) ?? throw new NodeException($"No answer was recorded for {method} {url} {RpcMethod(body)}", 404);
    }

    private static bool Fits(JsonElement entry, string method, string url, JsonElement? body)
    {
        // Some addresses were recorded with an invented host in front of the real one.
        var recorded = InventedHost().Replace(entry.GetProperty("url").GetString()!, "https://");
        return entry.GetProperty("method").GetString() == method
            && recorded == url
            && (RpcMethod(entry.TryGetProperty("body", out var asked) ? asked : null) is not { } rpc || rpc == RpcMethod(body));
    }

    /// <summary>Another way to ask for the figures of the vector.</summary>
    private JsonElement? Same(string url, string? rpc)
    {
        if (!_vector.TryGetProperty("mock", out var mock))
        {
            return null;
        }

        JsonElement? Member(string name) => mock.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value : null;
        JsonElement? Rpc(string name) => Member(name) is { } value
            ? Parse($$"""{"jsonrpc":"2.0","id":1,"result":"0x{{value.GetUInt64():x}}"}""")
            : null;
        return rpc switch
        {
            not null when rpc.EndsWith("hainId", StringComparison.OrdinalIgnoreCase) => Rpc("chainId"),
            not null when rpc.EndsWith("gasPrice", StringComparison.Ordinal) => Rpc("gasPrice"),
            not null when rpc.EndsWith("getTransactionCount", StringComparison.Ordinal) => Rpc("txCount"),
            not null when rpc.EndsWith("estimateGas", StringComparison.Ordinal) => mock.TryGetProperty("estimateError", out _)
                ? Parse("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"execution reverted"}}""")
                : Rpc("estimateGas"),
            _ when url.Contains("/transaction/count/", StringComparison.Ordinal) => Member("txCount"),
            _ when url.Contains("/v3/blockchain/fee/", StringComparison.Ordinal) && (Member("feeMedium") ?? Member("gasPrice")) is { } price =>
                Parse($$"""{"slow":1000000000,"medium":{{price.GetRawText()}},"fast":100000000000}"""),
            _ => null,
        };
    }

    /// <summary>Puts values of the vector in the place of their names.</summary>
    private JsonElement Fill(JsonElement template) => Parse(Placeholder().Replace(template.GetRawText(), match =>
    {
        JsonElement? value = _vector;
        foreach (var name in match.Groups[1].Value.Split('.'))
        {
            value = value is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : null;
        }

        return value is { } found ? (found.ValueKind == JsonValueKind.String ? JsonEncodedText.Encode(found.GetString()!).ToString() : found.GetRawText()) : match.Value;
    }));

    [GeneratedRegex(@"\{((?:expected|info|pending|referenceBlock|proposer|payer)[\w.]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^https?://[a-z.]+(?=https?://)https?://")]
    private static partial Regex InventedHost();
}
