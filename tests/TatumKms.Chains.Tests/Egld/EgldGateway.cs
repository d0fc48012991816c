using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Egld;

/// <summary>A gateway of MultiversX in memory: fixed answers by path.</summary>
internal sealed class EgldGateway : IChainNode
{
    public const string Config = "/network/config", Cost = "/transaction/cost";

    public Dictionary<string, string> Answers { get; } = new()
    {
        [Config] = """{"data":{"config":{"erd_chain_id":"1","erd_min_gas_price":1000000000,"erd_min_transaction_version":1}},"error":"","code":"successful"}""",
        ["nonce"] = """{"data":{"nonce":7},"error":"","code":"successful"}""",
        [Cost] = """{"data":{"txGasUnits":50000},"error":"","code":"successful"}""",
    };

    /// <summary>Paths that fail.</summary>
    public Dictionary<string, NodeException> Failures { get; } = [];

    /// <summary>What was asked, in order: the path behind the key, and the body where there is one.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The nonce that the round knows.</summary>
    public ulong? Next { get; set; }

    /// <summary>A nonce below which all are used.</summary>
    public ulong Free { get; set; }

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => Task.FromResult(Answer(address, ""));

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Task.FromResult(Answer(address, " " + Encoding.UTF8.GetString(buffer.ToArray())));
    }

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => throw new NodeException("Nothing is told.");

    public ulong? NextSequence(string account) => Next;

    public ulong FreeSequence(string account, ulong counted) => Math.Max(Free, counted);

    private JsonElement Answer(NodeAddress address, string body)
    {
        var node = Assert.IsType<NodeAddress.ApiNode>(address);
        Assert.Equal("/v3/egld/node", node.Prefix);
        Requests.Add(node.Suffix + body);
        var path = node.Suffix.EndsWith("/nonce", StringComparison.Ordinal) ? "nonce" : node.Suffix;
        return Failures.TryGetValue(path, out var failure) ? throw failure : JsonDocument.Parse(Answers[path]).RootElement;
    }
}
