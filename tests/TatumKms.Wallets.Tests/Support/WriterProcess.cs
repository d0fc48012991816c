using System.Diagnostics;
using System.Globalization;
using TatumKms.Core;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>
/// What a writer has said: entries added and acknowledged, about to be removed, removed and acknowledged; and the passwords
/// under which the store may be, the acknowledged one first.
/// </summary>
internal sealed record WriterLog(HashSet<SignatureId> Added, HashSet<SignatureId> Removing, HashSet<SignatureId> Removed)
{
    /// <summary>The number of the password that was acknowledged last, or nothing.</summary>
    public int? Password { get; set; }

    /// <summary>The number of the password that the store was about to get last, or nothing.</summary>
    public int? NextPassword { get; set; }
}

/// <summary>A real process that writes a store.</summary>
internal sealed class WriterProcess
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    /// <summary>Starts one that only adds, so many entries.</summary>
    public static WriterProcess StartAdding(string path, int entries) => Start(path, Stores.Password, Stores.Password, entries, "add");

    /// <summary>Starts one that adds, removes and changes the password between two, without end.</summary>
    public static WriterProcess StartAll(string path, string password, string other) => Start(path, password, other, int.MaxValue, "all");

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
        var errors = _process.StandardError.ReadToEndAsync(cancellationToken);
        var first = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.True(first is not null, first is null ? await errors : "");
        await Task.Delay(delay, cancellationToken);
        _process.Kill();
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        _process.Dispose();
        return Parse($"{first}\n{rest}");
    }

    private static WriterProcess Start(string path, string password, string other, int rounds, string mode)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TatumKms.Wallets.Writer.dll"));
        foreach (var argument in (ReadOnlySpan<string>)[path, password, other, rounds.ToString(CultureInfo.InvariantCulture), mode])
        {
            start.ArgumentList.Add(argument);
        }

        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>A line that the kill has cut in two says nothing.</summary>
    private static WriterLog Parse(string output)
    {
        var log = new WriterLog([], [], []);
        foreach (var line in output.Split('\n').SkipLast(output.EndsWith('\n') ? 0 : 1).Where(line => line.Length > 2))
        {
            Read(line[0], line[2..], log);
        }

        return log;
    }

    private static void Read(char what, string text, WriterLog log)
    {
        switch (what)
        {
            case '+':
                log.Added.Add(SignatureId.Parse(text));
                break;
            case '~':
                log.Removing.Add(SignatureId.Parse(text));
                break;
            case '-':
                log.Removed.Add(SignatureId.Parse(text));
                break;
            case '?':
                log.NextPassword = int.Parse(text, CultureInfo.InvariantCulture);
                break;
            default:
                log.Password = int.Parse(text, CultureInfo.InvariantCulture);
                log.NextPassword = null;
                break;
        }
    }
}
