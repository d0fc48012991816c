using System.Diagnostics;
using System.Globalization;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>
/// The daemon signs for all chains while three answers of ten go wrong and the process itself is killed: every transaction becomes one
/// payment.
/// </summary>
public sealed class SoakTests
{
    private const int Seed = 22, PerWave = 20, DefaultCount = 22 * PerWave;

    /// <summary>Percent of the transactions after which the daemon is killed; the last of its processes is watched for its memory.</summary>
    private static readonly int[] Kills = [5, 15, 30];

    private const int WarmedUp = 40;

    /// <summary>TATUM_KMS_SOAK sets another number: bench/soak.sh does 10,000.</summary>
    [Fact]
    public async Task With_three_answers_of_ten_gone_wrong_and_the_daemon_killed_every_transaction_of_every_chain_is_paid_once()
    {
        var isBench = Environment.GetEnvironmentVariable("TATUM_KMS_SOAK") is { Length: > 0 };
        var count = isBench ? int.Parse(Environment.GetEnvironmentVariable("TATUM_KMS_SOAK")!, CultureInfo.InvariantCulture) : DefaultCount;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(count));
        var chains = new SoakChains();
        var faults = new SoakFaults(Seed, sparesApprover: !isBench);
        await using var sandbox = await SandboxServer.StartAsync(chains.Options(faults.Choose), limit.Token);
        await using var daemon = new SoakDaemon(sandbox);
        await daemon.StoreAsync(chains.All, limit.Token);
        var clock = Stopwatch.StartNew();

        var resident = await RunAsync(new Job(chains, sandbox, daemon, count, isBench), limit.Token);

        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine(
            $"{count} transactions of {chains.All.Count} chains, {faults.Chosen} faults in {sandbox.State.Requests.Count} requests, {Kills.Length} kills, "
            + $"{chains.Ledger.Repetitions} repetitions, {clock.Elapsed.TotalSeconds:0} s.");
        Judge(chains, sandbox.State, Ids(chains, count));
        output?.WriteLine(
            $"{sandbox.State.Completions.Select(completion => completion.Id).Distinct().Count()} completed, 0 lost, 0 paid twice, 0 reported as failed.");
        if (isBench)
        {
            output?.WriteLine($"Resident KiB from {WarmedUp} % on: {string.Join(' ', resident)}.");
            Assert.InRange(resident[^1], 0, resident[0] * 1.05);
        }
    }

    private static string[] Ids(SoakChains chains, int count) => [.. Enumerable.Range(0, count).Select(i => Id(chains, i))];

    private static string Id(SoakChains chains, int i) => SoakIds.Of(chains.All[i % chains.All.Count].Code, i / chains.All.Count);

    /// <summary>Keeps a wave waiting until all were added, and kills on the way.</summary>
    private static async Task<List<long>> RunAsync(Job job, CancellationToken cancellationToken)
    {
        var (resident, kills) = (new List<long>(), new Queue<int>(Kills));
        var (added, chains) = (0, job.Chains.All);
        job.Daemon.Start();
        for (var percent = 1; percent <= 100; percent++)
        {
            var wanted = job.Count * percent / 100;
            for (; added < Math.Min(job.Count, wanted + (chains.Count * PerWave)); added++)
            {
                var chain = chains[added % chains.Count];
                job.Sandbox.State.AddPending(chain.Pending(Id(job.Chains, added), added / chains.Count));
            }

            await WaitAsync(job, wanted, cancellationToken);
            if (kills.TryPeek(out var next) && percent >= next)
            {
                kills.Dequeue();
                await job.Daemon.KillAsync();
                job.Daemon.Start();
            }

            if (job.IsBench && percent >= WarmedUp && percent % 5 == 0)
            {
                resident.Add(job.Daemon.Resident());
            }
        }

        return resident;
    }

    private static async Task WaitAsync(Job job, int completed, CancellationToken cancellationToken)
    {
        try
        {
            await job.Sandbox.State.WhenCompletedAsync(completed, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Still pending: {string.Join(' ', job.Sandbox.State.PendingIds.Take(20))}. Running: {!job.Daemon.HasExited}. Log:\n{job.Daemon.Log}");
        }
    }

    private static void Judge(SoakChains chains, SandboxState state, string[] ids)
    {
        Assert.Empty(chains.Ledger.Conflicts);
        Assert.Empty(state.PendingIds);
        Assert.Empty(state.Errors);
        Assert.All(ids, id => Assert.Equal((1, 1), (chains.Ledger.SentFor(id), chains.Ledger.AcceptedFor(id))));
        Assert.Equal(ids.Order(StringComparer.Ordinal), state.Completions.Select(completion => completion.Id).Distinct().Order(StringComparer.Ordinal));
    }

    private sealed record Job(SoakChains Chains, SandboxServer Sandbox, SoakDaemon Daemon, int Count, bool IsBench);
}
