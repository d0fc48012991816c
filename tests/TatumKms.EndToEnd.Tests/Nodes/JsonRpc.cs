using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>JSON-RPC to a node on this machine.</summary>
internal sealed class JsonRpc : IDisposable
{
    private readonly HttpClient _http;

    public JsonRpc(int port, string user, string password)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    public async Task<JsonElement> CallAsync(string method, CancellationToken cancellationToken, params object[] parameters)
    {
        using var response = await _http.PostAsJsonAsync("", new { jsonrpc = "1.0", id = 1, method, @params = parameters }, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return answer.GetProperty("error").ValueKind == JsonValueKind.Null
            ? answer.GetProperty("result")
            : throw new InvalidOperationException($"{method}: {answer.GetProperty("error")}");
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync("getblockcount", cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
