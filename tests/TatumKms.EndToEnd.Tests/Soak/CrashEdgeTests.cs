using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>
/// The machine stops before and after every step of a payment, one step at a time, on every chain; another machine goes on from the
/// files. Whatever the moment, one transaction was signed for good and sent, and it is completed in the end.
/// </summary>
public sealed class CrashEdgeTests
{
    private const int MostEdges = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Cases =>
        [.. new SoakChains().All.SelectMany(chain => new[] { new TheoryDataRow<string, bool>(chain.Code, false), new(chain.Code, true) })];

    /// <param name="code">The chain.</param>
    /// <param name="isLeftOpen">Whether the API takes broadcasts without completing the pending transaction, which is then a step of its own.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Wherever_the_machine_stops_one_transaction_is_sent_and_completed(string code, bool isLeftOpen)
    {
        var chains = new SoakChains();
        var chain = chains.Of(code);
        using var store = new InMemoryWalletStore();
        await store.AddAsync([chain.NewWallet()], Cancellation);
        await using var sandbox = await SandboxServer.StartAsync(
            chains.Options((_, path) => isLeftOpen && path.EndsWith("/broadcast", StringComparison.Ordinal) ? new SandboxFault.NotCompleted(path) : null),
            Cancellation);

        var edge = 0;
        var passed = await RunAsync(edge);
        while (passed.Count == edge && edge < MostEdges)
        {
            passed = await RunAsync(++edge);
        }

        Assert.All(Steps(SoakIds.Of(code, edge), isLeftOpen), step => Assert.Contains(passed, name => name.Contains(step, StringComparison.Ordinal)));
        Assert.Empty(sandbox.State.Errors);
        Assert.Empty(chains.Ledger.Conflicts);
        TestContext.Current.TestOutputHelper?.WriteLine($"{code}: {edge} edges.");

        async Task<IReadOnlyList<string>> RunAsync(int stopAt)
        {
            var id = SoakIds.Of(code, stopAt);
            sandbox.State.AddPending(chain.Pending(id, stopAt));
            using var machine = new CrashMachine(chain, chains, sandbox, store);
            var point = new CrashPoint(stopAt);
            await machine.RunAsync(id, point, Cancellation);
            await machine.RunAsync(id, CrashPoint.None, Cancellation);
            var at = $"{code} stopped after: {string.Join(", ", point.Passed)}";
            Assert.False(sandbox.State.PendingIds.Contains(id), at);
            Assert.True((1, 1) == (chains.Ledger.SentFor(id), chains.Ledger.AcceptedFor(id)), at);
            return point.Passed;
        }
    }

    /// <summary>What every chain has in common.</summary>
    private static IEnumerable<string> Steps(string id, bool isLeftOpen)
    {
        string[] always = ["/v3/kms/pending/", "/4eye/", "RecordSignedAsync", "/broadcast", "RecordStateAsync"];
        return isLeftOpen ? always.Append($" PUT /v3/kms/{id}/") : always;
    }
}
