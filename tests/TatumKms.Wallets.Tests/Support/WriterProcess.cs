using System.Diagnostics;
using System.Globalization;
using TatumKms.Core;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>What a writer has said: added and acknowledged, about to be removed, removed and acknowledged.</summary>
internal sealed record WriterLog(HashSet<SignatureId> Added, HashSet<SignatureId> Removing, HashSet<SignatureId> Removed);

/// <summary>A real process that writes a store.</summary>
internal sealed class WriterProcess
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public static WriterProcess Start(string path, int rounds)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TatumKms.Wallets.Writer.dll"));
        start.ArgumentList.Add(path);
        start.ArgumentList.Add(Stores.Password);
        start.ArgumentList.Add(rounds.ToString(CultureInfo.InvariantCulture));
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>Reads what the process says until its end, which must be a good one.</summary>
    public async Task<WriterLog> WaitAsync(CancellationToken cancellationToken)
    {
        var errors = _process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        Assert.True(_process.ExitCode == 0, await errors);
        _process.Dispose();
        return Parse(output);
    }

    /// <summary>Lets the process write for a while once it has said something, then kills it (SIGKILL) and reads what it has said.</summary>
    public async Task<WriterLog> KillAfterAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var first = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.NotNull(first);
        await Task.Delay(delay, cancellationToken);
        _process.Kill();
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        _process.Dispose();
        return Parse($"{first}\n{rest}");
    }

    /// <summary>A line that the kill has cut in two says nothing.</summary>
    private static WriterLog Parse(string output)
    {
        var log = new WriterLog([], [], []);
        foreach (var line in output.Split('\n').SkipLast(output.EndsWith('\n') ? 0 : 1).Where(line => line.Length > 2))
        {
            var set = line[0] switch
            {
                '+' => log.Added,
                '~' => log.Removing,
                _ => log.Removed,
            };
            set.Add(SignatureId.Parse(line[2..]));
        }

        return log;
    }
}
