using TatumKms.ProcessBenchmarks.Limits;

namespace TatumKms.ProcessBenchmarks.Measures;

/// <summary>An address out of a large wallet file, beside the key derivation that opens it.</summary>
internal static class GetAddress
{
    private const int Runs = 9;

    /// <summary>Times <c>getaddress</c> with stores of 1 and 25,000 keys, each run followed by the bare derivation.</summary>
    public static async IAsyncEnumerable<Row> RunAsync(Executable executable)
    {
        foreach (var keys in new[] { 1, 25_000 })
        {
            using var folder = new Folder();
            var ids = await Stores.CreateAsync(folder.Path, Enumerable.Repeat("ETH", keys));
            KeyDerivations.Scrypt();
            var (times, limits, others) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < Runs; i++)
            {
                times.Add((await executable.RunAsync(folder.Path, null, "getaddress", ids[i * 2_777 % keys].ToString(), "0")).Time.TotalSeconds);
                limits.Add(KeyDerivations.Scrypt().TotalSeconds);
                others.Add(KeyDerivations.OpenSslScrypt()?.TotalSeconds ?? 0);
            }

            var (time, limit) = (Run.Median(times), Run.Median(limits));
            yield return new Row(
                $"`getaddress`, {keys:N0} {(keys == 1 ? "key" : "keys")} in the store, median of {Runs}",
                Run.Seconds(time),
                $"scrypt {Run.Seconds(limit)} (OpenSSL's {Run.Seconds(Run.Median(others))})",
                time / limit,
                keys > 1 ? 1.3 : null,
                " ×");
        }
    }
}
