using System.Text.Json;
using TatumKms.Core;
using TatumKms.ProcessBenchmarks.Limits;

namespace TatumKms.ProcessBenchmarks.Measures;

/// <summary>Many pending transactions in one round, beside as many bare POSTs as the round needs requests.</summary>
internal static class RunOnce
{
    private const int Runs = 5;
    private const int Pending = 1_000;

    /// <summary>As many as the daemon has under way at once.</summary>
    private const int AtATime = 8;

    /// <summary>Times <c>daemon --runOnce --chain=ETH</c> from its first request to its last answer; each run is followed by the bare POSTs.</summary>
    public static async IAsyncEnumerable<Row> RunAsync(Executable executable)
    {
        foreach (var (name, keys, latency, goal) in new[]
        {
            ("each of another account", Pending, 0, 60.0),
            ("all of one account", 1, 0, (double?)null),
            ("each of another account, answers after 10 ms", Pending, 10, null),
        })
        {
            await using var api = await LoopbackApi.StartAsync(TimeSpan.FromMilliseconds(latency));
            using var folder = new Folder();
            var ids = await Stores.CreateAsync(folder.Path, Enumerable.Repeat("ETH", keys));
            api.SetPending("ETH", JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, Pending).Select(i => Transfer(i, ids[i % keys]))));
            // Answers that take their time make few runs enough.
            var runs = latency == 0 ? Runs : 1;
            var (rates, alone, together, seconds) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < runs; i++)
            {
                var requests = await RunAsync(executable, folder.Path, api);
                rates.Add(requests / api.Span.TotalSeconds);
                seconds.Add(api.Span.TotalSeconds);
                alone.Add(await BarePosts.MeasureAsync(api, requests, 1));
                together.Add(await BarePosts.MeasureAsync(api, requests, AtATime));
            }

            var rate = Run.Median(rates);
            var (limit, which) = latency == 0 ? (Run.Median(alone), "one by one") : (Run.Median(together), $"{AtATime} at a time");
            yield return new Row(
                $"`--runOnce`, {Pending:N0} ETH transfers, {name}, median of {runs}",
                $"{Run.Seconds(Run.Median(seconds))}: {Pending / Run.Median(seconds):0} transactions/s, {rate:0} requests/s",
                $"bare POSTs {Run.Median(alone):0}/s one by one, {Run.Median(together):0}/s {AtATime} at a time",
                100 * rate / limit,
                goal,
                $" % of {which}",
                IsLeast: true);
        }
    }

    private static object Transfer(int number, SignatureId wallet) => new
    {
        id = $"bench-{number}",
        chain = "ETH",
        hashes = new[] { wallet.ToString() },
        serializedTransaction = $$"""{"to":"0x00000000000000000000000000000000c0ffee00","value":"{{number + 1}}","gas":"21000","gasPrice":"30000000000"}""",
    };

    private static async Task<long> RunAsync(Executable executable, string folder, LoopbackApi api)
    {
        foreach (var file in Directory.GetFiles(folder, "wallet.dat.journal*"))
        {
            File.Delete(file);
        }

        api.Begin();
        await executable.RunAsync(folder, api.Url, "daemon", "--testnet", "--runOnce", "--chain=ETH");
        return api.Transactions == Pending ? api.Requests : throw new InvalidOperationException($"{api.Transactions} of {Pending} transactions were sent.");
    }
}
