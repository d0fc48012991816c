using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>What was sent, and nobody said whether it arrived, is looked for before it is sent again.</summary>
public sealed class TakenUpAgainTests
{
    private const string Payload = "pay 1 signed by 1 with nonce 1";
    private const string KmsPath = "/v3/kms/" + Harness.PendingId;
    private const string LookUpPath = "/v3/bitcoin/transaction";

    private static readonly string OurId = FakeChain.TransactionIdOf(Payload), WithdrawnId = FakeChain.TransactionIdOf("pay signed by 1 with nonce 1");

    [Fact]
    public async Task The_API_then_the_chain_are_asked_before_the_same_bytes_go_out()
    {
        await using var harness = await StartUnknownAsync();
        var before = harness.State.Requests.Count;

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(
            [("POST", "/v3/kms/pending/BTC"), ("GET", KmsPath), ("GET", $"{LookUpPath}/{OurId}"), ("POST", Harness.BroadcastPath)],
            harness.State.Requests.Skip(before).Select(request => (request.Method, request.Path)));
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath).Select(request => request.Body).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0X")]
    public async Task What_the_API_calls_completed_by_ours_is_completed_and_not_sent(string prefix)
    {
        await using var harness = await StartUnknownAsync();
        SayCompleted(harness, prefix + OurId.ToUpperInvariant());

        var outcome = await harness.RunOneAsync();

        Assert.Equal(new SigningOutcome.Completed(Harness.PendingId, OurId), outcome);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath));
    }

    [Fact]
    public async Task What_the_API_calls_completed_by_another_is_never_sent_again_and_raises_an_alarm()
    {
        await using var harness = await StartUnknownAsync();
        SayCompleted(harness, "another\nid");

        var first = Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        var second = Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());

        Assert.Contains(@"ANOTHER transaction, another\u000aid", first.Reason, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath));
        Assert.Single(harness.Logs.Of(140));
        Assert.Empty(harness.State.Errors);
    }

    [Theory]
    [InlineData(404, """{"statusCode":404,"errorCode":"kms.not.found"}""")]
    [InlineData(405, "")]
    [InlineData(401, "")]
    [InlineData(500, "")]
    [InlineData(302, "")]
    [InlineData(200, "")]
    [InlineData(200, "garbage")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"txId":null}""")]
    [InlineData(200, """{"txId":""}""")]
    [InlineData(200, """{"txId":7}""")]
    [InlineData(200, """{"txId":"\ud800"}""")]
    public async Task An_API_that_does_not_say_does_not_keep_it_from_being_delivered(int status, string body)
    {
        await using var harness = await StartUnknownAsync();
        harness.State.AddFault(new SandboxFault.Answer(KmsPath, status, body) { Method = "GET", Times = int.MaxValue });

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(2, harness.RequestsTo(Harness.BroadcastPath).Count);
    }

    [Fact]
    public async Task Questions_that_hang_leave_the_delivery_its_time()
    {
        var time = new ManualTimeProvider();
        await using var harness = await StartUnknownAsync(time);
        harness.State.AddFault(new SandboxFault.Delay(KmsPath, Timeout.InfiniteTimeSpan) { Method = "GET" });
        harness.State.AddFault(new SandboxFault.Delay(LookUpPath, Timeout.InfiniteTimeSpan));

        var round = harness.RunOneAsync();
        await Eventually.IsTrueAsync(() => harness.RequestsTo(KmsPath, "GET").Count == 1 && time.Waits.Contains(harness.Timings.LookUp));
        time.Advance(harness.Timings.LookUp);
        await Eventually.IsTrueAsync(() => harness.RequestsTo(LookUpPath).Count == 1 && time.Waits.Contains(harness.Timings.LookUp));
        time.Advance(harness.Timings.LookUp);

        Assert.IsType<SigningOutcome.Completed>(await round);
    }

    [Fact]
    public async Task What_the_chain_has_is_marked_completed_and_not_sent()
    {
        await using var harness = await StartUnknownAsync(arrived: true);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Single(harness.RequestsTo(Harness.BroadcastPath));
        Assert.Equal([$"{KmsPath}/{OurId}"], harness.RequestsTo(KmsPath, "PUT").Select(request => request.Path));
    }

    [Fact]
    public async Task A_withdrawal_whose_repetition_is_refused_ends_when_the_API_calls_it_completed()
    {
        await using var harness = await StartWithRefusedWithdrawalAsync();
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/w1", 404, "") { Method = "GET" });
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/w1", 200, $$"""{"id":"w1","txId":"{{WithdrawnId}}"}""") { Method = "GET" });

        Assert.Equal(new SigningOutcome.Completed("w1", WithdrawnId), await harness.RunOneAsync());
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task A_withdrawal_whose_repetition_is_refused_ends_when_the_chain_has_it_also_after_a_restart()
    {
        await using var harness = await StartWithRefusedWithdrawalAsync();
        harness.Restart();
        harness.State.AddFault(new SandboxFault.Answer(LookUpPath, 404, ""));
        harness.State.AddFault(new SandboxFault.Answer($"{LookUpPath}/{WithdrawnId}", 200, $$"""{"hash":"{{WithdrawnId}}"}"""));

        Assert.Equal(new SigningOutcome.Completed("w1", WithdrawnId), await harness.RunOneAsync());
        Assert.Equal([$"/v3/kms/w1/{WithdrawnId}"], harness.RequestsTo("/v3/kms/w1", "PUT").Select(request => request.Path));
    }

    [Fact]
    public async Task A_withdrawal_that_the_chain_does_not_have_yet_is_not_called_failed()
    {
        await using var harness = await StartWithRefusedWithdrawalAsync();

        var outcome = Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());

        Assert.Contains($"PUT /v3/kms/w1/{WithdrawnId}", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(harness.State.Errors);
    }

    /// <summary>A withdrawal that was sent with an unknown fate, and whose endpoint does not take it a second time.</summary>
    private static async Task<Harness> StartWithRefusedWithdrawalAsync()
    {
        const string path = "/v3/offchain/withdrawal/broadcast";
        var harness = await Harness.StartAsync();
        harness.State.AddPending(
            $$"""{"id":"w1","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"pay","withdrawalId":"5e6645","withdrawalResponses":[]}""");
        harness.State.AddFault(new SandboxFault.Drop(path, AfterHandling: false));
        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        harness.State.AddFault(new SandboxFault.Answer(path, 403, "withdrawal is done") { Times = int.MaxValue });
        return harness;
    }

    private static void SayCompleted(Harness harness, string transactionId) => harness.State.AddFault(
        new SandboxFault.Answer(KmsPath, 200, $$"""{"id":"{{Harness.PendingId}}","txId":{{System.Text.Json.JsonSerializer.Serialize(transactionId)}}}""")
        {
            Method = "GET",
            Times = int.MaxValue,
        });

    /// <summary>A round after which nobody knows whether the transaction, which is still on the list, has arrived.</summary>
    private static async Task<Harness> StartUnknownAsync(TimeProvider? time = null, bool arrived = false)
    {
        var harness = await Harness.StartAsync();
        harness.Time = time ?? harness.Time;
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, arrived));
        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        harness.AddPending();
        return harness;
    }
}
