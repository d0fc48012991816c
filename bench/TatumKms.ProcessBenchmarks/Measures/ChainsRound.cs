namespace TatumKms.ProcessBenchmarks.Measures;

/// <summary>A round of the daemon over all chains, with an API that takes its time.</summary>
internal static class ChainsRound
{
    private const int Runs = 5;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Chains =
    [
        "BTC", "LTC", "DOGE", "BCH", "ETH", "BSC", "MATIC", "KLAY", "CELO", "XDC", "ONE", "KCS", "TRON", "VET", "XRP", "XLM", "SOL", "ALGO", "EGLD", "FLOW", "ADA", "BNB",
    ];

    /// <summary>Times <c>daemon --runOnce</c> from its first request to its last answer.</summary>
    public static async IAsyncEnumerable<Row> RunAsync(Executable executable)
    {
        using var folder = new Folder();
        await Stores.CreateAsync(folder.Path, Chains);
        await using var api = await LoopbackApi.StartAsync(Latency);
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            api.Begin();
            await executable.RunAsync(folder.Path, api.Url, "daemon", "--testnet", "--runOnce");
            times.Add(api.Span.TotalMilliseconds);
        }

        yield return new Row(
            $"a round over {Chains.Length} chains, {api.Requests} requests, median of {Runs}",
            Run.Milliseconds(Run.Median(times)),
            $"one answer {Latency.TotalMilliseconds} ms",
            Run.Median(times),
            250,
            " ms");
    }
}
