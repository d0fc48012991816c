using TatumKms.ProcessBenchmarks.Limits;

namespace TatumKms.ProcessBenchmarks.Measures;

/// <summary>Many keys at once, beside the seeds of as many mnemonics.</summary>
internal static class Batch
{
    private const int Keys = 25_000;

    /// <summary>Times the seeds, the batch into a new store, and the seeds again: the machine may have become slower or faster.</summary>
    public static async IAsyncEnumerable<Row> RunAsync(Executable executable)
    {
        using var folder = new Folder();
        var before = KeyDerivations.Seeds(Keys).TotalSeconds;
        var run = await executable.RunAsync(folder.Path, null, "generatemanagedprivatekeybatch", "BTC", $"{Keys}", "--testnet");
        var after = KeyDerivations.Seeds(Keys).TotalSeconds;
        var limit = (before + after) / 2;
        yield return new Row(
            $"`generatemanagedprivatekeybatch BTC {Keys}`",
            Run.Seconds(run.Time.TotalSeconds),
            $"{Keys:N0} seeds (PBKDF2) {Run.Seconds(limit)}",
            run.Time.TotalSeconds / limit,
            1.3,
            " ×");
    }
}
