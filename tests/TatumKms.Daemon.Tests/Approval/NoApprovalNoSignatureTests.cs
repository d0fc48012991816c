using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>
/// Whatever a second pair of eyes does but approve, nothing is signed, journaled or sent, on any chain. The same transactions are
/// signed where it does approve, so that these tests cannot pass for another reason.
/// </summary>
public sealed class NoApprovalNoSignatureTests(NoApprovalNoSignatureTests.World world) : IClassFixture<NoApprovalNoSignatureTests.World>
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public static TheoryData<ExternalUrlMethod, string> Failures =>
    [
        .. Enum.GetValues<ExternalUrlMethod>().SelectMany(method => FailingApprovals.OfAll.Keys.Select(name => (method, name))),
        .. FailingApprovals.OfSigned.Keys.Select(name => (ExternalUrlMethod.Signed, name)),
    ];

    public static TheoryData<ExternalUrlMethod> Methods => [.. Enum.GetValues<ExternalUrlMethod>()];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Nothing_is_signed_on_any_chain(ExternalUrlMethod method, string name)
    {
        var failure = FailingApprovals.OfAll.TryGetValue(name, out var common) ? common : FailingApprovals.OfSigned[name];
        world.Server.Behaviour = failure.Behaviour;
        var before = world.Server.Connections;

        var outcomes = await world.Chains.RunAsync(method, world.Server.Url, failure.Hangs ? Short : null);

        AssertNothingSigned(outcomes, failure.Reason);

        // On a busy machine the server gets to a connection only when its client has given up already.
        await Eventually.IsTrueAsync(() => world.Server.Connections >= before + world.Chains.Chains.Count);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task An_answer_in_the_name_of_an_untrusted_certificate_signs_nothing_on_any_chain(ExternalUrlMethod method)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new ApprovalServer(certificate) { Behaviour = Approve(method) };

        AssertNothingSigned(await world.Chains.RunAsync(method, server.Url), @"could not be asked \(HttpRequestException\)");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task An_answer_without_TLS_where_TLS_was_asked_for_signs_nothing_on_any_chain(ExternalUrlMethod method)
    {
        world.Server.Behaviour = Approve(method);

        AssertNothingSigned(
            await world.Chains.RunAsync(method, new UriBuilder(world.Server.Url) { Scheme = "https" }.Uri, Short), "could not be asked|in time");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_refused_connection_signs_nothing_on_any_chain(ExternalUrlMethod method)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();

        AssertNothingSigned(await world.Chains.RunAsync(method, url), @"could not be asked \(HttpRequestException\)");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_name_that_does_not_resolve_signs_nothing_on_any_chain(ExternalUrlMethod method) => AssertNothingSigned(
        await world.Chains.RunAsync(method, new Uri("https://no-such-host.invalid"), TimeSpan.FromSeconds(2)), "could not be asked|in time");

    [Fact]
    public async Task An_earlier_approval_of_the_same_transaction_signs_nothing_on_any_chain()
    {
        var earlier = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var source = new ApprovalServer
        {
            Behaviour = (request, _, _, _) =>
            {
                lock (earlier)
                {
                    earlier[Id(request)] = SignedReply.To(request).ToBytes();
                }

                return Task.CompletedTask;
            },
        };
        await world.Chains.RunAsync(ExternalUrlMethod.Signed, source.Url);
        world.Server.Behaviour = async (request, _, stream, token) => await stream.WriteAsync(earlier[Id(request)], token);

        AssertNothingSigned(await world.Chains.RunAsync(ExternalUrlMethod.Signed, world.Server.Url), "is to another question: its nonce");
        Assert.Equal(world.Chains.Chains.Count, earlier.Count);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task With_an_approval_each_chain_signs_once(ExternalUrlMethod method)
    {
        await using var chains = await EveryChain.StartAsync();
        await using var server = new ApprovalServer { Behaviour = Approve(method) };

        var outcomes = await chains.RunAsync(method, server.Url);

        Assert.Equal([], chains.Chains.Where(chain => chain.Signatures != 1).Select(chain => $"{chain.Id}: {outcomes[chain.Id.Code]}"));
        Assert.All(chains.Chains, chain => Assert.Single(chains.Journaled(chain.PendingId)));
        Assert.True(chains.State.Broadcasts.Count >= chains.Chains.Count - 2, "Solana and Flow go to nodes of their own first.");
    }

    private static ApprovalBehaviour Approve(ExternalUrlMethod method) => method == ExternalUrlMethod.Signed
        ? SignedReply.Answer(reply => reply)
        : async (_, _, stream, token) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), token);

    private static string Id(ApprovalRequest request) => System.Text.Json.Nodes.JsonNode.Parse(request.Body)!["id"]!.GetValue<string>();

    private void AssertNothingSigned(IReadOnlyDictionary<string, SigningOutcome> outcomes, string reason)
    {
        Assert.Equal([], world.Chains.Chains.Where(chain => chain.Signatures + chain.Told > 0).Select(chain => chain.Id.Code));
        Assert.Equal(world.Chains.Chains.Select(chain => chain.Id.Code).Order(), outcomes.Keys.Order());
        Assert.All(outcomes.Values, outcome => Assert.Matches(reason, outcome switch
        {
            SigningOutcome.NotApproved no => no.Reason,
            SigningOutcome.Postponed later => later.Reason,
            _ => outcome.ToString(),
        }));
        Assert.Empty(world.Chains.Chains.SelectMany(chain => world.Chains.Journaled(chain.PendingId)));
        Assert.Empty(world.Chains.State.Broadcasts);
        Assert.Empty(world.Chains.State.Completions);
        Assert.Empty(world.Chains.State.Errors);
    }

    /// <summary>One server and one set of transactions for all: as long as nothing is signed, nothing changes.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal ApprovalServer Server { get; } = new();

        internal EveryChain Chains { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Chains = await EveryChain.StartAsync();

        public async ValueTask DisposeAsync()
        {
            await Chains.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
