using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task A_refused_broadcast_is_a_failure_and_is_never_sent_again(int status)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, status, "no"));

        var first = await harness.RunOneAsync();
        var second = await harness.RunOneAsync();
        harness.Restart();
        var third = await harness.RunOneAsync();

        Assert.Equal(new SigningOutcome.Failed(Harness.PendingId, "no"), first);
        Assert.IsType<SigningOutcome.Failed>(second);
        Assert.IsType<SigningOutcome.Failed>(third);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath));
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "OK")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, """{"txId":""}""")]
    [InlineData(200, """{"txId":7}""")]
    [InlineData(200, """{"txId":"\ud800"}""")]
    [InlineData(302, "")]
    [InlineData(401, "")]
    [InlineData(402, "")]
    [InlineData(407, "")]
    [InlineData(408, "")]
    [InlineData(425, "")]
    [InlineData(429, "")]
    [InlineData(500, "")]
    [InlineData(502, "<html>")]
    [InlineData(503, "unknown transaction")]
    [InlineData(599, "")]
    public async Task An_answer_that_settles_nothing_lets_the_same_bytes_go_out_in_the_next_round(int status, string body)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, status, body));

        var first = await harness.RunOneAsync();
        var requestsOfTheFirst = harness.RequestsTo(Harness.BroadcastPath).Count;
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Unknown>(first);
        Assert.IsType<SigningOutcome.Completed>(second);
        Assert.Equal(1, requestsOfTheFirst);
        Assert.Equal(1, harness.Chain.Signatures);
        Assert.Equal(2, harness.RequestsTo(Harness.BroadcastPath).Count);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath).Select(request => request.Body).Distinct());
        Assert.Empty(harness.State.Errors);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task After_a_lost_reply_the_same_bytes_go_out_again_unless_they_are_found_to_have_arrived(bool afterHandling, int broadcasts)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();

        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, afterHandling));

        var first = await harness.RunOneAsync();

        // Also when the API took it: it may not have come to taking it off the list.
        harness.AddPending();
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Unknown>(first);
        Assert.IsType<SigningOutcome.Completed>(second);
        Assert.Equal(1, harness.Chain.Signatures);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath).Select(request => request.Body).Distinct());
        Assert.Equal(broadcasts, harness.RequestsTo(Harness.BroadcastPath).Count);
    }

    [Fact]
    public async Task A_broadcast_that_never_answers_is_given_up_and_of_unknown_fate()
    {
        await using var harness = await Harness.StartAsync();
        harness.Timings = harness.Timings with { Attempt = TimeSpan.FromMilliseconds(200) };
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Delay(Harness.BroadcastPath, Timeout.InfiniteTimeSpan));

        var outcome = Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());

        Assert.Equal("The API did not answer in time.", outcome.Reason);
    }

    [Theory]
    [InlineData("txn-already-known")]
    [InlineData("txn-already-in-mempool")]
    [InlineData("Transaction already in block chain")]
    [InlineData("already known")]
    [InlineData("known transaction: 1234")]
    [InlineData("Transaction with the same hash was already imported.")]
    [InlineData("tefALREADY")]
    [InlineData("This transaction has already been processed")]
    [InlineData("DUP_TRANSACTION_ERROR")]
    [InlineData("TransactionPool.Remember: transaction already in ledger: X")]
    public async Task A_transaction_that_the_chain_knows_already_is_completed(string message)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, $$"""{"message":"{{message}}"}"""));

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Single(harness.RequestsTo("/v3/kms/" + Harness.PendingId, "PUT"));
    }

    [Theory]
    [InlineData("""{"txId":"ID","completed":false}""")]
    [InlineData("""{"txId":"ID","failed":true}""")]
    public async Task What_the_API_could_not_mark_is_marked_completed_by_us(string body)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        var id = TestKit.FakeChain.TransactionIdOf("pay 1 signed by 1 with nonce 1");
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 200, body.Replace("ID", id, StringComparison.Ordinal)));

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal([$"/v3/kms/{Harness.PendingId}/{id}"], harness.RequestsTo("/v3/kms/", "PUT").Select(request => request.Path));
    }

    [Fact]
    public async Task What_cannot_be_marked_completed_is_marked_in_the_next_round_and_not_sent_again()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.NotCompleted(Harness.BroadcastPath));
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/" + Harness.PendingId, 500, ""));

        var first = await harness.RunOneAsync();
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Unknown>(first);
        Assert.IsType<SigningOutcome.Completed>(second);
        Assert.Single(harness.State.Broadcasts);
        Assert.Equal(2, harness.RequestsTo("/v3/kms/" + Harness.PendingId, "PUT").Count);
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task A_pending_transaction_that_is_gone_counts_as_completed()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.NotCompleted(Harness.BroadcastPath));
        harness.State.AddFault(new SandboxFault.Answer("/v3/kms/" + Harness.PendingId, 404, ""));

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Fact]
    public async Task Another_id_than_ours_is_warned_of_and_ours_is_kept()
    {
        await using var harness = await Harness.StartAsync(new SandboxOptions
        {
            Broadcaster = (_, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted("another\nid")),
        });
        harness.AddPending();

        var outcome = Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(TestKit.FakeChain.TransactionIdOf("pay 1 signed by 1 with nonce 1"), outcome.TransactionId);
        Assert.Contains(@"another\u000aid", Assert.Single(harness.Logs.Of(122)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_repetition_is_completed_when_the_chain_has_the_transaction()
    {
        await using var harness = await Harness.StartAsync();
        await LoseReplyOfTakenBroadcastAsync(harness);

        // Before it is sent again, the chain does not say; after it was refused, it does.
        harness.State.AddFault(new SandboxFault.Answer("/v3/bitcoin/transaction", 404, ""));
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, "bad-txns-inputs-missingorspent"));

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(2, harness.RequestsTo(Harness.BroadcastPath).Count);
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task A_refused_repetition_has_failed_when_the_chain_does_not_have_the_transaction()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: false));
        await harness.RunAsync();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, "dust"));

        Assert.Equal(new SigningOutcome.Failed(Harness.PendingId, "dust"), await harness.RunOneAsync());
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(403, "garbage")]
    [InlineData(403, """{"errorCode":"credits"}""")]
    [InlineData(200, "garbage")]
    public async Task A_refused_repetition_is_of_unknown_fate_when_the_chain_cannot_be_asked(int status, string body)
    {
        await using var harness = await Harness.StartAsync();
        await LoseReplyOfTakenBroadcastAsync(harness);
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, "nonce too low"));
        harness.State.AddFault(new SandboxFault.Answer("/v3/bitcoin/transaction", status, body) { Times = int.MaxValue });

        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task A_stop_between_signing_and_delivery_does_not_stop_the_delivery()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending("pay 1", "a");
        harness.AddPending("pay 2", "b");
        using var stop = new CancellationTokenSource();
        harness.Chain.OnSign = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.RunUntilAsync(stop.Token));

        Assert.Equal("a", Assert.Single(harness.State.Completions).Id);
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task The_delivery_has_a_time_limit_of_its_own()
    {
        await using var harness = await Harness.StartAsync();
        harness.Timings = harness.Timings with { Delivery = TimeSpan.FromMilliseconds(200) };
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Delay(Harness.BroadcastPath, Timeout.InfiniteTimeSpan));

        Assert.Equal("The delivery took too long.", Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync()).Reason);
    }

    private static async Task LoseReplyOfTakenBroadcastAsync(Harness harness)
    {
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: true));
        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());

        // The broadcast was taken, but the pending transaction stays on the list.
        harness.AddPending();
    }
}
