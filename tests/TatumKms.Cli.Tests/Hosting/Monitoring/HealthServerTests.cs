using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TatumKms.Cli.Hosting.Monitoring;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.Daemon.Monitoring;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Cli.Tests.Hosting.Monitoring;

[UnsupportedOSPlatform("windows")]
public sealed class HealthServerTests : IAsyncLifetime
{
    private readonly TestMachine _machine = new();
    private readonly ManualTimeProvider _time = new();
    private SandboxServer? _sandbox;
    private ServiceProvider? _services;

    private DaemonHealth Health => _services!.GetRequiredService<DaemonHealth>();

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { ApiKey = "the-api-key" }, TestContext.Current.CancellationToken);
        var chain = new FakeChain();
        var store = new InMemoryWalletStore();
        store.AddPrivateKey(chain.Id, Network.Testnet, "the private key");
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IWalletStore>(store)
            .AddSingleton(new ChainRegistry([chain]))
            .AddSigningDaemon(new DaemonOptions
            {
                Network = Network.Testnet,
                Chains = [chain.Id],
                ApiUrl = _sandbox.Url,
                ApiKey = "the-api-key",
                JournalPath = Path.Combine(_machine.Folder, "journal"),
                ClientVersion = "1.2.3",
                ProgramVersion = ProductVersion.Current,
            })
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _sandbox!.DisposeAsync();
        _machine.Dispose();
    }

    [Theory]
    [InlineData("/livez", "application/json")]
    [InlineData("/readyz", "application/json")]
    [InlineData("/healthz", "application/json")]
    [InlineData("/metrics", "text/plain")]
    public async Task A_daemon_that_fares_well_says_so(string path, string type)
    {
        await RunRoundAsync();

        using var answer = await AskAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEqual(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_daemon_that_is_not_ready_says_why()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/readyz");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("The wallet file has not been opened yet.", json.RootElement.GetProperty("reasons")[0].GetString());
    }

    [Fact]
    public async Task A_daemon_whose_loops_stand_still_is_not_live()
    {
        await RunRoundAsync();
        _time.Advance(TimeSpan.FromHours(1));

        using var answer = await AskAsync(HttpMethod.Get, "/livez");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Healthz_tells_of_each_chain()
    {
        await RunRoundAsync();

        using var answer = await AskAsync(HttpMethod.Get, "/healthz");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ProductVersion.Current, json.RootElement.GetProperty("version").GetString());
        Assert.Equal("2026-01-01T00:00:00.000Z", json.RootElement.GetProperty("chains").GetProperty("BTC").GetProperty("lastSuccess").GetString());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task It_only_answers_questions(string method)
    {
        using var answer = await AskAsync(new HttpMethod(method), "/healthz");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Head_has_no_body()
    {
        using var answer = await AskAsync(HttpMethod.Head, "/metrics");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_path_is_not_found()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/metrics/more");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_an_error_with_a_sentence()
    {
        await using var first = await HealthServer.StartAsync(Free(), Health, TestContext.Current.CancellationToken);
        var taken = new ListenAddress.Tcp(new IPEndPoint(IPAddress.Loopback, new Uri(first.Address).Port));

        var problem = await Assert.ThrowsAsync<KmsException>(() => HealthServer.StartAsync(taken, Health, TestContext.Current.CancellationToken));

        Assert.Equal(KmsError.InputOutput, problem.Error);
        Assert.Contains("--listen", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_in_the_file_system_is_its_owners_alone()
    {
        var path = Path.Combine(_machine.Folder, "health");
        await using var server = await HealthServer.StartAsync(new ListenAddress.UnixSocket(path), Health, TestContext.Current.CancellationToken);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.StartsWith("HTTP/1.1 200", await AskSocketAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_a_killed_daemon_left_behind_is_not_in_the_way()
    {
        var path = Path.Combine(_machine.Folder, "health");
        using (var abandoned = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            abandoned.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, path + ".kept");
        }

        File.Move(path + ".kept", path);
        await using var server = await HealthServer.StartAsync(new ListenAddress.UnixSocket(path), Health, TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 200", await AskSocketAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_another_daemon_serves_is_left_to_it()
    {
        var address = new ListenAddress.UnixSocket(Path.Combine(_machine.Folder, "health"));
        await using var first = await HealthServer.StartAsync(address, Health, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<KmsException>(() => HealthServer.StartAsync(address, Health, TestContext.Current.CancellationToken));

        Assert.StartsWith("HTTP/1.1 200", await AskSocketAsync(address.Path), StringComparison.Ordinal);
    }

    private static ListenAddress.Tcp Free() => new(new IPEndPoint(IPAddress.Loopback, 0));

    private static async Task<string> AskSocketAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Task<RoundReport> RunRoundAsync() => _services!.GetRequiredService<SigningCycle>().RunOnceAsync(TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path)
    {
        await using var server = await HealthServer.StartAsync(Free(), Health, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        using var request = new HttpRequestMessage(method, path);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
