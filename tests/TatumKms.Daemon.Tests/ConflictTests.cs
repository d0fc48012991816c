using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests;

/// <summary>What only one transaction can have: a nonce, an output.</summary>
public sealed class ConflictTests
{
    private const string OtherId = "62aaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task Transactions_of_one_account_in_one_round_get_consecutive_nonces_and_the_chain_is_asked_once()
    {
        await using var harness = await Harness.StartAsync();
        var asked = 0;
        var nonces = new List<ulong>();
        ulong Ask()
        {
            asked++;
            return 7;
        }

        harness.Chain.SequenceOf = (_, node) =>
        {
            nonces.Add(node.NextSequence("a") ?? node.FreeSequence("a", Ask()));
            return new AccountSequence("a", nonces[^1]);
        };
        for (var i = 0; i < 5; i++)
        {
            harness.AddPending($"pay {i}", $"62000000000000000000000{i}");
        }

        var report = await harness.RunAsync();

        Assert.All(report.Outcomes, outcome => Assert.IsType<SigningOutcome.Completed>(outcome));
        Assert.Equal([7UL, 8, 9, 10, 11], nonces);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_nonce_of_a_transaction_that_was_not_signed_is_taken_by_the_next_one()
    {
        await using var harness = await Harness.StartAsync();
        var nonces = CountFromSeven(harness);
        var isFirst = true;
        harness.Chain.OnSign = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                throw new RefusedException("not this one");
            }
        };
        harness.AddPending("pay 1");
        harness.AddPending("pay 2", OtherId);

        await harness.RunAsync();

        Assert.Equal([7UL, 7], nonces);
    }

    [Fact]
    public async Task A_nonce_of_a_transaction_that_was_refused_for_good_is_taken_by_the_next_one_of_the_round()
    {
        await using var harness = await Harness.StartAsync();
        var nonces = CountFromSeven(harness);
        harness.AddPending("pay 1");
        harness.AddPending("pay 2", OtherId);
        harness.AddPending("pay 3", "63aaaaaaaaaaaaaaaaaaaaaa");
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 400, "no"));

        await harness.RunAsync();

        Assert.Equal([7UL, 7, 8], nonces);
    }

    [Fact]
    public async Task A_node_that_does_not_know_yet_what_was_sent_does_not_make_two_transactions_share_a_nonce()
    {
        await using var harness = await Harness.StartAsync();
        var nonces = CountFromSeven(harness);
        harness.AddPending("pay 1");
        await harness.RunAsync();
        harness.Restart();
        harness.AddPending("pay 2", OtherId);

        await harness.RunAsync();

        Assert.Equal([7UL, 8], nonces);
    }

    [Fact]
    public async Task A_second_transaction_that_spends_the_same_output_is_refused_and_names_the_first()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.ClaimsOf = _ => ["aa:0"];
        harness.AddPending("pay 1");
        await harness.RunAsync();
        harness.Restart();
        harness.AddPending("pay somebody else", OtherId);

        var outcome = Assert.Single((await harness.RunAsync()).Outcomes.OfType<SigningOutcome.Refused>());

        Assert.Equal(OtherId, outcome.PendingId);
        Assert.Contains("aa:0", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains(Harness.PendingId, outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task An_output_of_a_transaction_that_was_refused_for_good_may_be_spent_again()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.ClaimsOf = _ => ["aa:0"];
        harness.AddPending("pay 1");
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 400, "no"));
        await harness.RunAsync();
        harness.Restart();
        harness.AddPending("pay again", OtherId);

        var report = await harness.RunAsync();

        Assert.Single(report.Outcomes.OfType<SigningOutcome.Completed>());
    }

    /// <summary>Makes the chain count one account's transactions from 7 on; what is returned fills with the nonces that they get.</summary>
    private static List<ulong> CountFromSeven(Harness harness)
    {
        var nonces = new List<ulong>();
        harness.Chain.SequenceOf = (_, node) =>
        {
            nonces.Add(node.NextSequence("a") ?? node.FreeSequence("a", 7));
            return new AccountSequence("a", nonces[^1]);
        };
        return nonces;
    }
}
