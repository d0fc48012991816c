using System.Diagnostics;
using System.Globalization;

namespace TatumKms.ProcessBenchmarks;

/// <summary>The published executable, run as users run it.</summary>
internal sealed class Executable(string path)
{
    /// <summary>The password of every store that is made here.</summary>
    public const string Password = "correct horse battery staple";

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Its home, and where its wallet file is.</param>
    /// <param name="api">The API that it is to use, or nothing.</param>
    /// <param name="arguments">The command.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<Run> RunAsync(string folder, Uri? api, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(folder, api, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = PeakAsync(process.Id);
        await process.WaitForExitAsync();
        var elapsed = clock.Elapsed;
        return process.ExitCode == 0
            ? new Run(elapsed, await output, await peak)
            : throw new InvalidOperationException($"tatum-kms {arguments[0]} ended with {process.ExitCode}: {await error}");
    }

    /// <summary>Starts a command. Whoever takes it reads its output and ends it.</summary>
    public Process Start(string folder, Uri? api, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, [.. arguments, $"--path={Path.Combine(folder, "wallet.dat")}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder;
        start.Environment["TATUM_KMS_PASSWORD"] = Password;
        start.Environment["TATUM_API_KEY"] = "bench";
        start.Environment["TATUM_API_URL"] = api?.ToString() ?? "http://127.0.0.1:1";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>VmHWM of proc(5), the most that was resident so far, until the process is gone.</summary>
    private static async Task<double> PeakAsync(int id)
    {
        var peak = 0.0;
        while (ProcFile.TryReadMemory(id, "VmHWM") is { } now)
        {
            peak = now;
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        return peak;
    }
}

/// <summary>How a run went.</summary>
/// <param name="Time">From before its start to its end.</param>
/// <param name="Output">What it printed on standard output.</param>
/// <param name="PeakMegabytes">The most memory that was resident, in 10^6 bytes.</param>
internal sealed record Run(TimeSpan Time, string Output, double PeakMegabytes)
{
    /// <summary>The median of some figures.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Milliseconds as text.</summary>
    public static string Milliseconds(double milliseconds) => milliseconds.ToString("0.0 ms", CultureInfo.InvariantCulture);

    /// <summary>Seconds as text.</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.00 s", CultureInfo.InvariantCulture);
}
