using System.Globalization;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>The form of the signed question, and what becomes of each decision. Its failures are in <see cref="NoApprovalNoSignatureTests"/>.</summary>
public sealed class SignedUrlApproverTests
{
    [Fact]
    public async Task An_approval_is_a_signature()
    {
        await using var server = new ApprovalServer { Behaviour = SignedReply.Answer(reply => reply) };
        await using var harness = await StartAsync(server);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task The_question_goes_to_the_URL_itself_with_a_code_of_its_bytes()
    {
        var request = await AskedAsync();

        Assert.Equal(("POST", "/approve"), (request.Method, request.Target));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal($"v1={SignedReply.Mac(SignedReply.Key, "request\n", request.Body)}", request.Headers[SignedReply.HeaderName]);
        Assert.DoesNotContain("x-api-key", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_question_says_what_is_asked_until_when()
    {
        var time = new ManualTimeProvider();

        var question = JsonDocument.Parse((await AskedAsync(time)).Body).RootElement;

        Assert.Equal(
            ["version", "id", "chain", "network", "summary", "description", "warnings", "digest", "nonce", "expires"],
            question.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["sources", "payments", "fee", "notes"], question.GetProperty("description").EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            (1, Harness.PendingId, "BTC", "testnet"),
            (question.GetProperty("version").GetInt32(), Text(question, "id"), Text(question, "chain"), Text(question, "network")));
        Assert.Matches("^[0-9a-f]{64}$", Text(question, "digest"));
        Assert.Matches("^[0-9a-f]{32}$", Text(question, "nonce"));
        Assert.Equal("2026-01-01T00:01:00.000Z", Text(question, "expires"));
        Assert.Equal(time.GetUtcNow().AddSeconds(60), DateTimeOffset.Parse(Text(question, "expires"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_question_describes_the_transaction()
    {
        var description = new TransactionDescription(
            [new Payment("mine", new Amount(150, 2, "BTC"), IsOwn: true)],
            [new Payment("theirs", new Amount(100, 2, "BTC")), new Payment("mine", new Amount(40, 2, "BTC"), IsOwn: true)],
            new Amount(10, 2, "BTC"),
            ["A note."]);

        var question = JsonDocument.Parse(new Daemon.Approval.ApprovalQuestion(new Described(description), ["A warning."], DateTimeOffset.UnixEpoch).Body).RootElement;

        Assert.Equal("mine pays 1 BTC to theirs; fee 0.1 BTC; A note.", Text(question, "summary"));
        Assert.Equal(
            """
            {"sources":[{"address":"mine","amount":"1.5 BTC","baseUnits":"150","decimals":2,"symbol":"BTC","own":true}],"payments":[{"address":"theirs","amount":"1 BTC","baseUnits":"100","decimals":2,"symbol":"BTC","own":false},{"address":"mine","amount":"0.4 BTC","baseUnits":"40","decimals":2,"symbol":"BTC","own":true}],"fee":{"amount":"0.1 BTC","baseUnits":"10","decimals":2,"symbol":"BTC"},"notes":["A note."]}
            """,
            question.GetProperty("description").GetRawText());
        Assert.Equal("""["A warning."]""", question.GetProperty("warnings").GetRawText());
    }

    [Fact]
    public void The_summary_of_an_opaque_transaction_begins_with_what_is_unread()
    {
        var description = new TransactionDescription([], [], null, []) { WhyOpaque = "The script is not known." };

        var question = JsonDocument.Parse(new Daemon.Approval.ApprovalQuestion(new Described(description), ["A warning."], DateTimeOffset.UnixEpoch).Body).RootElement;

        Assert.StartsWith("The script is not known. ", Text(question, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_question_has_a_nonce_of_its_own()
    {
        var nonces = new List<string>();
        await using var server = new ApprovalServer
        {
            Behaviour = (request, _, _, _) =>
            {
                nonces.Add(Text(JsonDocument.Parse(request.Body).RootElement, "nonce"));
                return Task.CompletedTask;
            },
        };
        await using var harness = await StartAsync(server);

        await harness.RunAsync();
        await harness.RunAsync();

        Assert.Equal(2, nonces.Distinct().Count());
    }

    [Fact]
    public async Task A_rejection_is_not_approved_and_carries_its_reason_in_one_line()
    {
        await using var server = new ApprovalServer { Behaviour = SignedReply.Answer(reply => reply.With("decision", "reject").With("reason", "Not\nours.")) };
        await using var harness = await StartAsync(server);

        Assert.IsType<SigningOutcome.NotApproved>(await harness.RunOneAsync());
        Assert.Contains("rejected it: Not\\u000aours.", string.Join('\n', harness.Logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_waits_for_a_later_round_that_may_approve()
    {
        await using var server = new ApprovalServer { Behaviour = SignedReply.Answer(reply => reply.With("decision", "retry").With("reason", "Ann is asleep.")) };
        await using var harness = await StartAsync(server);

        var first = await harness.RunOneAsync();
        server.Behaviour = SignedReply.Answer(reply => reply);
        var second = await harness.RunOneAsync();

        Assert.Equal("The second pair of eyes has not decided yet: Ann is asleep.", Assert.IsType<SigningOutcome.Postponed>(first).Reason);
        Assert.IsType<SigningOutcome.Completed>(second);
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Theory]
    [InlineData(59_999, true)]
    [InlineData(60_000, false)]
    public async Task An_approval_counts_until_the_question_expires_by_the_daemons_clock(int milliseconds, bool isSigned)
    {
        var time = new ManualTimeProvider();
        await using var server = new ApprovalServer();
        server.Behaviour = async (request, _, stream, token) =>
        {
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            await stream.WriteAsync(SignedReply.To(request).ToBytes(), token);
        };
        await using var harness = await StartAsync(server, time);
        harness.Timings = harness.Timings with { Approval = TimeSpan.FromHours(1), AllAttempts = TimeSpan.FromHours(1), Attempt = TimeSpan.FromHours(1) };

        var outcome = await harness.RunOneAsync();

        Assert.Equal(isSigned ? 1 : 0, harness.Chain.Signatures);
        Assert.Equal(!isSigned, outcome is SigningOutcome.NotApproved { Reason: "The answer of the second pair of eyes came when the question had expired." });
    }

    [Theory]
    [InlineData("Content-Type: application/json; charset=utf-8\r\n")]
    [InlineData("content-type: Application/JSON\r\n")]
    public async Task The_type_may_be_written_in_other_ways(string header)
    {
        await using var server = new ApprovalServer { Behaviour = SignedReply.Answer(reply => reply with { MoreHeaders = header }) };
        await using var harness = await StartAsync(server);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Fact]
    public async Task The_key_is_in_no_log_line()
    {
        await using var server = new ApprovalServer { Behaviour = SignedReply.Answer(reply => reply) };
        await using var harness = await StartAsync(server);

        await harness.RunAsync();

        Assert.DoesNotContain(Convert.ToHexString(SignedReply.Key), string.Join('\n', harness.Logs.Lines), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(SignedReply.Key), harness.Options.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<ApprovalRequest> AskedAsync(TimeProvider? time = null)
    {
        ApprovalRequest? asked = null;
        await using var server = new ApprovalServer
        {
            Behaviour = (request, _, _, _) =>
            {
                asked = request;
                return Task.CompletedTask;
            },
        };
        await using var harness = await StartAsync(server, time);
        await harness.RunAsync();
        return asked!;
    }

    private static async Task<Harness> StartAsync(ApprovalServer server, TimeProvider? time = null)
    {
        var harness = await Harness.StartAsync();
        harness.Time = time ?? TimeProvider.System;
        harness.Timings = harness.Timings with { Approval = TimeSpan.FromSeconds(30) };
        harness.Options = harness.Options with { ExternalUrl = server.Url, ExternalUrlMethod = ExternalUrlMethod.Signed, ApprovalKey = new SecretBytes(SignedReply.Key) };
        harness.AddPending();
        return harness;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private sealed class Described(TransactionDescription description) : PreparedTransaction(
        new PendingTransaction { Id = "a", Chain = ChainId.Parse("BTC"), Hashes = [], SerializedTransaction = "", Raw = default },
        Network.Mainnet,
        description,
        new Delivery.Broadcast("/"));
}
