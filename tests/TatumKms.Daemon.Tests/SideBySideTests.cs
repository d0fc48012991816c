using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests;

/// <summary>Transactions of one chain that are worked on at the same time, and those that are not.</summary>
public sealed class SideBySideTests
{
    private const int AtATime = 8;

    [Fact]
    public async Task Eight_transactions_of_different_wallets_are_worked_on_at_a_time()
    {
        await using var harness = await Harness.StartAsync();
        var (inside, most) = (0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Lock();
        harness.Chain.OnPrepare = async (_, _, token) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++inside);
                if (inside == AtATime)
                {
                    full.TrySetResult();
                }
            }

            await full.Task.WaitAsync(token);
            await Task.Yield();
            lock (gate)
            {
                inside--;
            }
        };
        AddPayments(harness, 40);

        var report = await harness.RunAsync();

        Assert.Equal(40, report.Outcomes.OfType<SigningOutcome.Completed>().Count());
        Assert.Equal(AtATime, most);
    }

    [Fact]
    public async Task Outcomes_are_in_the_order_of_the_list()
    {
        await using var harness = await Harness.StartAsync();
        var ids = AddPayments(harness, 30);

        Assert.Equal(ids, (await harness.RunAsync()).Outcomes.Select(outcome => outcome.PendingId));
    }

    [Fact]
    public async Task Transactions_of_one_wallet_are_worked_on_one_after_the_other_in_the_order_of_the_list()
    {
        await using var harness = await Harness.StartAsync();
        var (inside, most, order) = (0, 0, new List<string>());
        harness.Chain.OnPrepare = async (pending, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            order.Add(pending.Id);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        };
        string[] ids = [.. Enumerable.Range(0, 20).Select(i => harness.AddPending($"pay {i}", $"{i:x24}"))];

        await harness.RunAsync();

        Assert.Equal(1, most);
        Assert.Equal(ids, order);
    }

    [Fact]
    public async Task Transactions_of_two_wallets_with_the_same_key_take_nonces_in_the_order_of_the_list()
    {
        await using var harness = await Harness.StartAsync();
        var twin = harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "the private key");
        var nonces = new List<(string Id, ulong Number)>();
        harness.Chain.OnPrepare = async (_, _, _) => await Task.Yield();
        harness.Chain.SequenceOf = (pending, node) =>
        {
            var sequence = new AccountSequence("a", node.NextSequence("a") ?? node.FreeSequence("a", 7));
            nonces.Add((pending.Id, sequence.Number));
            return sequence;
        };
        SignatureId[] wallets = [harness.WalletId, twin, twin, harness.WalletId, twin, harness.WalletId];
        var ids = wallets.Select((wallet, i) => AddPayment(harness, wallet, i)).ToArray();

        await harness.RunAsync();

        Assert.Equal(ids.Select((id, i) => (id, 7 + (ulong)i)), nonces);
    }

    [Fact]
    public async Task Of_two_transactions_of_different_keys_that_spend_the_same_output_one_is_signed()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.ClaimsOf = _ => ["aa:0"];
        harness.Chain.OnPrepare = async (_, _, _) => await Task.Yield();
        AddPayments(harness, 8);

        var report = await harness.RunAsync();

        Assert.Single(report.Outcomes.OfType<SigningOutcome.Completed>());
        Assert.Equal(7, report.Outcomes.OfType<SigningOutcome.Refused>().Count(refused => refused.Reason.Contains("aa:0", StringComparison.Ordinal)));
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task Of_two_transactions_of_different_keys_with_the_same_nonce_the_second_is_prepared_anew()
    {
        await using var harness = await Harness.StartAsync();
        using var both = new Barrier(2);
        var prepared = 0;
        harness.Chain.SequenceOf = (_, node) =>
        {
            var sequence = new AccountSequence("shared", node.FreeSequence("shared", 7));
            if (Interlocked.Increment(ref prepared) <= 2)
            {
                // Each has read the chain before the other has signed.
                both.SignalAndWait(TestContext.Current.CancellationToken);
            }

            return sequence;
        };
        AddPayments(harness, 2);

        var report = await harness.RunAsync();

        Assert.Equal(2, report.Outcomes.OfType<SigningOutcome.Completed>().Count());
        Assert.Equal(3, prepared);
    }

    [Fact]
    public async Task A_transaction_that_fails_keeps_no_other_from_its_end()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.OnPrepare = (pending, _, _) => pending.SerializedTransaction.EndsWith(" 3", StringComparison.Ordinal) ? throw new InvalidOperationException() : Task.CompletedTask;
        AddPayments(harness, 20);

        var report = await harness.RunAsync();

        Assert.Equal((19, 1), (report.Outcomes.OfType<SigningOutcome.Completed>().Count(), report.Outcomes.OfType<SigningOutcome.Refused>().Count()));
    }

    [Fact]
    public async Task A_stop_lets_those_in_hand_come_to_their_end_and_begins_no_other()
    {
        await using var harness = await Harness.StartAsync(new SandboxOptions { ApiKey = Harness.ApiKey });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var begun = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        harness.Chain.OnSign = () =>
        {
            // All are about to be signed: what is signed is delivered though a stop is asked for now.
            if (Interlocked.Increment(ref begun) == AtATime)
            {
                stop.Cancel();
                full.SetResult();
            }

            full.Task.Wait(TestContext.Current.CancellationToken);
        };
        AddPayments(harness, 40);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.RunUntilAsync(stop.Token));

        Assert.Equal((AtATime, AtATime, 40 - AtATime), (harness.Chain.Signatures, harness.State.Broadcasts.Count, harness.State.PendingIds.Count));
    }

    private static string[] AddPayments(Harness harness, int count) =>
        [.. Enumerable.Range(0, count).Select(i => AddPayment(harness, harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, $"key {i}"), i))];

    private static string AddPayment(Harness harness, SignatureId wallet, int number) => harness.State.AddPending(
        $$"""{"id":"{{number:x24}}","chain":"{{harness.Chain.Id}}","hashes":["{{wallet}}"],"serializedTransaction":"pay {{number}}"}""");
}
