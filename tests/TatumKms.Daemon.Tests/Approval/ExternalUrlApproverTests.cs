using System.Net;
using System.Net.Sockets;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>No approval, no signature: whatever goes wrong while the second pair of eyes is asked.</summary>
public sealed class ExternalUrlApproverTests
{
    private static readonly Dictionary<string, Behaviour> Failures = new(StringComparer.Ordinal)
    {
        ["nothing but a closed connection"] = RawServer.Say(""),
        ["a reset"] = RawServer.Reset,
        ["no answer"] = RawServer.SayAndHang(""),
        ["half a status line"] = RawServer.SayAndHang("HTTP/1.1 20"),
        ["no end of headers"] = RawServer.SayAndHang("HTTP/1.1 200 OK\r\n"),
        ["half a body"] = RawServer.Say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
        ["half a chunk"] = RawServer.Say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
        ["a body that never ends"] = RawServer.Flood,
        ["a body that drips"] = RawServer.Drip,
        ["a body that is announced as huge"] = RawServer.SayAndHang("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
        ["headers that never end"] = RawServer.Say("HTTP/1.1 200 OK\r\nX: " + new string('x', 1024 * 1024) + "\r\n\r\n"),
        ["no HTTP"] = RawServer.Say("220 mail ESMTP\r\n"),
        ["HTTP without a status"] = RawServer.Say("HTTP/1.1 OK\r\n\r\n"),
        ["a status of four digits"] = RawServer.Say("HTTP/1.1 2000 OK\r\n\r\n"),
        ["TLS"] = RawServer.Say("\u0016\u0003\u0001\u0002\u0000\u0001"),
        ["only an informational status"] = RawServer.SayAndHang("HTTP/1.1 199 Fine\r\n\r\n"),
        ["a switch of protocols"] = RawServer.SayAndHang("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    };

    public static TheoryData<int> OtherStatuses => [.. Enumerable.Range(300, 300)];

    public static TheoryData<string> FailureNames => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(FailureNames))]
    public async Task Whatever_goes_wrong_nothing_is_signed(string failure)
    {
        await using var server = new RawServer(Failures[failure]);

        await AssertNotSignedAsync(server.Url, TimeSpan.FromMilliseconds(500));
        Assert.True(server.Requests > 0);
    }

    [Theory]
    [MemberData(nameof(OtherStatuses))]
    public async Task Any_status_but_2xx_signs_nothing(int status)
    {
        await using var server = new RawServer(RawServer.Say($"HTTP/1.1 {status} X\r\nContent-Length: 2\r\n\r\n{{}}"));

        Assert.Equal($"The second pair of eyes answered {status}.", await AssertNotSignedAsync(server.Url));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_a_yes_signs_nothing(int status)
    {
        await using var approver = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        approver.State.AddFault(new SandboxFault.Answer("/4eye/" + Harness.PendingId, status, "")
        {
            Headers = new Dictionary<string, string> { ["Location"] = "/4eye/yes" },
        });

        await AssertNotSignedAsync(approver.ApprovalUrl);

        Assert.Equal(["/4eye/" + Harness.PendingId], approver.State.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_refused_connection_signs_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();

        await AssertNotSignedAsync(url);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_signs_nothing() => await AssertNotSignedAsync(new Uri("http://no-such-host.invalid"));

    [Fact]
    public async Task TLS_to_a_port_without_TLS_signs_nothing()
    {
        await using var server = new RawServer(RawServer.Say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        await AssertNotSignedAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task A_2xx_approves(int status)
    {
        await using var server = new RawServer(RawServer.Say($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n"));
        await using var harness = await StartAsync(server.Url);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Theory]
    [InlineData("/4eye")]
    [InlineData("/4eye/")]
    public async Task GET_names_the_id_and_nothing_else(string path)
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ExternalUrl = new Uri(harness.Sandbox.Url, path) };
        harness.AddPending();

        await harness.RunAsync();

        var request = Assert.Single(harness.RequestsTo("/4eye"));
        Assert.Equal(("GET", $"/4eye/{Harness.PendingId}", "", ""), (request.Method, request.Path, request.Query, request.Body));
        Assert.DoesNotContain("x-api-key", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task POST_sends_the_pending_transaction_as_it_was_delivered()
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ExternalUrl = harness.Sandbox.ApprovalUrl, ExternalUrlMethod = ExternalUrlMethod.Post };
        var pending = $$"""{ "id": "a", "chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"é\n", "more": 1.0 }""";
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/pending", 200, $"[{pending}]"));

        await harness.RunAsync();

        Assert.Equal([new SandboxApproval("a", "POST", pending)], harness.State.Approvals);
        Assert.Equal("application/json", Assert.Single(harness.RequestsTo("/4eye")).Headers["Content-Type"]);
    }

    [Fact]
    public async Task It_is_asked_again_in_the_next_round()
    {
        var approved = false;
        await using var harness = await Harness.StartAsync(new SandboxOptions { Approver = _ => approved });
        harness.Options = harness.Options with { ExternalUrl = harness.Sandbox.ApprovalUrl };
        harness.AddPending();

        var first = await harness.RunOneAsync();
        approved = true;
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.NotApproved>(first);
        Assert.IsType<SigningOutcome.Completed>(second);
    }

    [Fact]
    public async Task It_is_asked_once_a_round()
    {
        await using var server = new RawServer(RawServer.Say("HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n"));

        await AssertNotSignedAsync(server.Url);

        Assert.Equal(1, server.Requests);
    }

    private static async Task<Harness> StartAsync(Uri url, TimeSpan? timeout = null)
    {
        var harness = await Harness.StartAsync();
        harness.Timings = harness.Timings with { Approval = timeout ?? TimeSpan.FromSeconds(30) };
        harness.Options = harness.Options with { ExternalUrl = url, AllowHttp = true };
        harness.AddPending();
        return harness;
    }

    private static async Task<string> AssertNotSignedAsync(Uri url, TimeSpan? timeout = null)
    {
        await using var harness = await StartAsync(url, timeout);

        var outcome = await harness.RunOneAsync();

        Assert.Equal(0, harness.Chain.Signatures);
        Assert.Empty(harness.State.Broadcasts);
        Assert.Empty(harness.State.Errors);
        return Assert.IsType<SigningOutcome.NotApproved>(outcome).Reason;
    }
}
