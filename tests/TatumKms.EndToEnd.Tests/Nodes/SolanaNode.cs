using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>LiteSVM behind the JSON-RPC of a node of Solana.</summary>
internal sealed class SolanaNode : IChainNode, IAsyncDisposable
{
    private readonly NodeProcess _process;
    private readonly HttpClient _http;

    private SolanaNode(NodeProcess process, int port)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
    }

    public static async Task<SolanaNode> StartAsync(CancellationToken cancellationToken)
    {
        var port = NodeProcess.FreePort();
        var process = NodeProcess.Start("node", ["solana-node.mjs", $"{port}"], Tools.NodesFolder);
        var node = new SolanaNode(process, port);
        await process.WaitUntilAsync(() => node.AnswersAsync(cancellationToken), cancellationToken);
        return node;
    }

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => throw new NodeException("A node of Solana is asked by POST.");

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => PostAsync(write, cancellationToken);

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => PostAsync(write, cancellationToken);

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    /// <summary>Gives an account more SOL than anybody spends.</summary>
    public async Task FundAsync(string address, CancellationToken cancellationToken) =>
        Assert.True((await CallAsync("fund", address, cancellationToken)).GetProperty("result").GetBoolean());

    /// <summary>Calls a method with one parameter; the whole answer.</summary>
    public Task<JsonElement> CallAsync(string method, string parameter, CancellationToken cancellationToken) => PostAsync(
        body =>
        {
            body.WriteStartObject();
            body.WriteString("method", method);
            body.WriteStartArray("params");
            body.WriteStringValue(parameter);
            body.WriteEndArray();
            body.WriteEndObject();
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync("getBlockHeight", "", cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonElement> PostAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        using var content = new StringContent(Encoding.UTF8.GetString(buffer.ToArray()), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("", content, cancellationToken);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return answer.RootElement.Clone();
    }
}
