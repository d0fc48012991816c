using System.Net;
using System.Text;

namespace TatumKms.Sandbox.Tests;

/// <summary>A sandbox and a client of it with an API key.</summary>
internal sealed class Client(SandboxServer sandbox) : IAsyncDisposable
{
    public const string PendingJson = """
        {"id":"5e6645712b55823de7ea82f1","chain":"BTC","hashes":["6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11"],"serializedTransaction":"{}"}
        """;

    public const string Id = "5e6645712b55823de7ea82f1";

    private readonly HttpClient _http = new() { BaseAddress = sandbox.Url, DefaultRequestHeaders = { { "x-api-key", "key" } } };

    public SandboxServer Sandbox { get; } = sandbox;

    public SandboxState State => Sandbox.State;

    public HttpClient Http => _http;

    public static async Task<Client> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), TestContext.Current.CancellationToken));

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<(HttpStatusCode Status, string Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
