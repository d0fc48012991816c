using System.Globalization;

namespace TatumKms.ProcessBenchmarks.Measures;

/// <summary>A daemon that has nothing to do.</summary>
internal static class IdleDaemon
{
    private const int Keys = 25_000;
    /// <remarks>After three minutes of polls the runtime has compiled anew what runs again and again.</remarks>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(4), Watched = TimeSpan.FromSeconds(60);

    /// <summary>Reads memory and processor time of a daemon that polls one chain each 5 seconds and is told that nothing waits.</summary>
    public static async IAsyncEnumerable<Row> RunAsync(Executable executable)
    {
        using var folder = new Folder();
        await Stores.CreateAsync(folder.Path, Enumerable.Repeat("ETH", Keys));
        await using var api = await LoopbackApi.StartAsync(TimeSpan.Zero);
        using var daemon = executable.Start(folder.Path, api.Url, "daemon", "--testnet", "--chain=ETH");
        var (output, error) = (daemon.StandardOutput.ReadToEndAsync(), daemon.StandardError.ReadToEndAsync());
        await Task.Delay(Settling);
        var (before, requests) = (ProcFile.ProcessorTime(daemon.Id), api.Requests);
        await Task.Delay(Watched);
        var used = ProcFile.ProcessorTime(daemon.Id) - before;
        var (resident, peak) = (ProcFile.TryReadMemory(daemon.Id, "VmRSS"), ProcFile.TryReadMemory(daemon.Id, "VmHWM"));
        var polls = api.Requests - requests;
        daemon.Kill();
        await Task.WhenAll(output, error);
        if (resident is null || polls == 0)
        {
            throw new InvalidOperationException($"The daemon did not poll: {await error}");
        }

        var share = 100 * used / Watched;
        yield return new Row(
            $"idle daemon, {Keys:N0} keys, polling each 5 s: resident memory", string.Create(CultureInfo.InvariantCulture, $"{resident:0} MB (peak {peak:0})"), "", resident, 90, " MB");
        yield return new Row(
            $"the same: processor time, {polls} polls in {Watched.TotalSeconds} s", Run.Milliseconds(used.TotalMilliseconds), "", share, 0.2, " %");
    }
}
