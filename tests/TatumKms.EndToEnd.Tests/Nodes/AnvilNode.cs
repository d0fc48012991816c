using System.Globalization;
using System.Net.Http.Json;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>Anvil (Foundry), an Ethereum node on revm that mines each transaction at once.</summary>
internal sealed class AnvilNode : IAsyncDisposable
{
    private readonly NodeProcess _process;
    private readonly HttpClient _http;

    private AnvilNode(NodeProcess process, HttpClient http)
    {
        _process = process;
        _http = http;
    }

    public static async Task<AnvilNode> StartAsync(long chainId, CancellationToken cancellationToken)
    {
        var port = NodeProcess.FreePort();
        var process = NodeProcess.Start(
            Path.Combine(Tools.NodesFolder, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil"),
            ["--host", "127.0.0.1", "--port", $"{port}", "--chain-id", $"{chainId}", "--accounts", "1", "--silent"],
            Tools.NodesFolder);
        var node = new AnvilNode(process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(1) });
        await process.WaitUntilAsync(() => node.AnswersAsync(cancellationToken), cancellationToken);
        return node;
    }

    public async Task<JsonElement> CallAsync(string method, CancellationToken cancellationToken, params object[] parameters)
    {
        var answer = await PostAsync(JsonSerializer.Serialize(new { jsonrpc = "2.0", id = 1, method, @params = parameters }), cancellationToken);
        return answer.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"{method}: {error}") : answer.GetProperty("result");
    }

    public async Task<BigInteger> NumberAsync(string method, CancellationToken cancellationToken, params object[] parameters) =>
        Number((await CallAsync(method, cancellationToken, parameters)).GetString()!);

    /// <summary>What the sandbox answers to the look-ups of the family: the API's own endpoints, and JSON-RPC under Klaytn's names, too.</summary>
    public async Task<SandboxAnswer?> LookUpAsync(SandboxLookUp question, CancellationToken cancellationToken)
    {
        if (question.Path.StartsWith("/v3/blockchain/fee/", StringComparison.Ordinal))
        {
            var price = await NumberAsync("eth_gasPrice", cancellationToken);
            return new SandboxAnswer(200, $$"""{"fast":{{price}},"medium":{{price}},"slow":{{price}}}""");
        }

        const string count = "/transaction/count/";
        if (question.Path.IndexOf(count, StringComparison.Ordinal) is var at and > 0)
        {
            return new SandboxAnswer(200, $"{await NumberAsync("eth_getTransactionCount", cancellationToken, question.Path[(at + count.Length)..], "pending")}");
        }

        if (question.Method != "POST" || JsonNode.Parse(question.Body) is not JsonObject call)
        {
            return null;
        }

        call["method"] = (call["method"]?.GetValue<string>() ?? "").Replace("klay_", "eth_", StringComparison.Ordinal).Replace("chainID", "chainId", StringComparison.Ordinal);
        return new SandboxAnswer(200, (await PostAsync(call.ToJsonString(), cancellationToken)).GetRawText());
    }

    /// <summary>Sends a signed transaction and demands that it is mined, succeeds, and is the sender's.</summary>
    public async Task<BroadcastVerdict> MineAsync(string raw, string sender, CancellationToken cancellationToken)
    {
        var id = (await CallAsync("eth_sendRawTransaction", cancellationToken, raw)).GetString()!;
        JsonElement receipt = default;
        for (var attempt = 0; attempt < 100 && receipt.ValueKind != JsonValueKind.Object; attempt++)
        {
            receipt = await CallAsync("eth_getTransactionReceipt", cancellationToken, id);
            await Task.Delay(20, cancellationToken);
        }

        return receipt.ValueKind == JsonValueKind.Object
            && receipt.GetProperty("status").GetString() == "0x1"
            && receipt.GetProperty("from").GetString() == sender
                ? new BroadcastVerdict.Accepted(id)
                : new BroadcastVerdict.Refused($"not mined for {sender}: {receipt}");
    }

    public static BigInteger Number(string hex) => BigInteger.Parse($"0{hex[2..]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<JsonElement> PostAsync(string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("", content, cancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync("eth_chainId", cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
