using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>A new daemon finds the journal of one that was killed between two steps.</summary>
public sealed class CrashTests
{
    private const string Payload = "pay 1 signed by 1 with nonce 1";

    [Fact]
    public async Task Before_the_signature_was_recorded_it_is_signed_anew()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.Chain.OnSign = () => throw new InvalidOperationException("killed");
        await harness.RunAsync();
        harness.Chain.OnSign = null;
        harness.Restart();

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Single(harness.State.Broadcasts);
    }

    [Fact]
    public async Task After_it_was_signed_the_same_bytes_go_out_without_asking_again()
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ExternalUrl = harness.Sandbox.ApprovalUrl };
        await StopAfterAsync(harness, JournalState.Signed);

        var outcome = await harness.RunOneAsync();

        Assert.Equal(new SigningOutcome.Completed(Harness.PendingId, FakeChain.TransactionIdOf(Payload)), outcome);
        Assert.Equal([Payload], harness.State.Broadcasts.Select(broadcast => broadcast.TxData));
        Assert.Equal(1, harness.Chain.Signatures);
        Assert.Single(harness.State.Approvals);
    }

    [Theory]
    [InlineData(JournalState.Accepted)]
    [InlineData(JournalState.Completed)]
    public async Task After_it_was_accepted_it_is_only_marked_completed(JournalState state)
    {
        await using var harness = await Harness.StartAsync();
        await StopAfterAsync(harness, state);
        var before = harness.State.Requests.Count;

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(
            [("POST", "/v3/kms/pending/BTC"), ("PUT", $"/v3/kms/{Harness.PendingId}/{FakeChain.TransactionIdOf(Payload)}")],
            harness.State.Requests.Skip(before).Select(request => (request.Method, request.Path)));
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task After_it_was_rejected_it_is_reported_and_not_sent()
    {
        await using var harness = await Harness.StartAsync();
        await StopAfterAsync(harness, JournalState.Rejected);

        Assert.IsType<SigningOutcome.Failed>(await harness.RunOneAsync());

        Assert.Equal(Harness.PendingId, Assert.Single(harness.State.Errors).SignatureId);
        Assert.Single(harness.RequestsTo(Harness.BroadcastPath));
    }

    [Theory]
    [InlineData(JournalState.Signed)]
    [InlineData(JournalState.Accepted)]
    [InlineData(JournalState.Completed)]
    [InlineData(JournalState.Rejected)]
    public async Task The_same_id_with_another_content_is_refused_in_every_state(JournalState state)
    {
        await using var harness = await Harness.StartAsync();
        await StopAfterAsync(harness, state);
        harness.AddPending("pay the thief");
        var (signatures, broadcasts) = (harness.Chain.Signatures, harness.RequestsTo(Harness.BroadcastPath).Count);

        var outcome = Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());

        Assert.Contains("another content", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(signatures, harness.Chain.Signatures);
        Assert.Equal(broadcasts, harness.RequestsTo(Harness.BroadcastPath).Count);
        Assert.Equal(outcome.Reason, Assert.Single(harness.State.Errors).Error);
        Assert.Single(harness.Logs.Of(124));
    }

    [Fact]
    public async Task The_same_id_on_another_network_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        await StopAfterAsync(harness, JournalState.Signed);
        harness.Store.AddPrivateKey(harness.Chain.Id, Network.Mainnet, "main", harness.WalletId);
        harness.Options = harness.Options with { Network = Network.Mainnet, ExternalUrl = harness.Sandbox.ApprovalUrl };

        Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task A_second_daemon_on_the_same_journal_does_not_start()
    {
        await using var harness = await Harness.StartAsync();
        await harness.RunAsync();
        await using var second = await Harness.StartAsync();
        second.Options = second.Options with { JournalPath = harness.Options.JournalPath };

        Assert.Equal(KmsError.Locked, (await Assert.ThrowsAsync<KmsException>(second.RunAsync)).Error);
    }

    [Fact]
    public async Task With_every_second_reply_lost_nothing_is_signed_twice_or_reported_as_failed()
    {
        await using var harness = await Harness.StartAsync();
        const int transactions = 40;
        for (var i = 0; i < transactions; i++)
        {
            harness.AddPending($"pay {i}", $"id{i}");
        }

        for (var round = 0; harness.State.PendingIds.Count > 0 && round < 20; round++)
        {
            for (var i = 0; i < transactions / 2; i++)
            {
                harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: (i + round) % 2 == 0));
                harness.State.AddFault(new SandboxFault.NotCompleted(Harness.BroadcastPath));
            }

            await harness.RunAsync();
            harness.Restart();
        }

        Assert.Empty(harness.State.PendingIds);
        Assert.Equal(transactions, harness.Chain.Signatures);
        Assert.Equal(transactions, harness.State.Broadcasts.Select(broadcast => broadcast.TxData).Distinct().Count());
        Assert.Empty(harness.State.Errors);
    }

    /// <summary>Runs a daemon up to a state of the journal and ends it; the transaction is pending for the next one.</summary>
    private static async Task StopAfterAsync(Harness harness, JournalState state)
    {
        harness.AddPending();
        harness.State.AddFault(state switch
        {
            JournalState.Signed => new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: false),
            JournalState.Accepted => new SandboxFault.NotCompleted(Harness.BroadcastPath),
            JournalState.Completed => new SandboxFault.Delay(Harness.BroadcastPath, TimeSpan.Zero),
            _ => new SandboxFault.Answer(Harness.BroadcastPath, 403, "no"),
        });
        if (state == JournalState.Accepted)
        {
            harness.State.AddFault(new SandboxFault.Answer("/v3/kms/" + Harness.PendingId, 500, ""));
        }

        if (state == JournalState.Rejected)
        {
            // Killed before the report arrived.
            harness.State.AddFault(new SandboxFault.Answer("/v3/tatum/kms/batch", 500, ""));
        }

        await harness.RunAsync();
        harness.Restart();
        harness.AddPending();
    }
}
