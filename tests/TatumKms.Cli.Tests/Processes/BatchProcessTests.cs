using System.Diagnostics;
using System.Text.Json;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Processes;

/// <summary>A batch that is stopped in its middle: what it printed is stored, and the next run ends it.</summary>
public class BatchProcessTests
{
    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("INT", KmsApplication.Interrupted)]
    [InlineData("TERM", KmsApplication.Interrupted)]
    public async Task A_batch_that_is_stopped_has_stored_what_it_printed_and_goes_on_to_its_end(string signal, int code)
    {
        using var machine = new TestMachine();
        using var batch = KmsProcess.Start(machine, "generatemanagedprivatekeybatch", "BTC", "2500", "--testnet");
        var announced = await batch.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        var name = announced![^36..];
        var first = await batch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {batch.Id}"]);
        var stopped = await KmsProcess.EndAsync(batch, "");

        Assert.Equal(code, stopped.ExitCode);
        var printed = Ids($"{first}\n{stopped.Output}");
        var stored = await ListAsync(machine);
        Assert.InRange(printed.Count, 1, 2499);
        Assert.Subset(stored, printed);
        Assert.True(code != KmsApplication.Interrupted || stopped.Error.Contains($"{stored.Count} of 2500 keys are stored. Go on with --resume={name}", StringComparison.Ordinal), stopped.Error);

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2500", "--testnet", $"--resume={name}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{stored.Count} of 2500 keys of batch {name} are stored already.", run.Error, StringComparison.Ordinal);
        var all = Ids(run.Output);
        Assert.Equal(2500, all.Count);
        Assert.Superset(stored, all);
        Assert.Equal(all, await ListAsync(machine));
    }

    /// <summary>The ids of whole lines: a kill may cut the last one in two.</summary>
    private static HashSet<string> Ids(string output) =>
        [.. output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[16..52])];

    private static async Task<HashSet<string>> ListAsync(TestMachine machine)
    {
        using var list = JsonDocument.Parse((await machine.RunAsync("list")).Output);
        return [.. list.RootElement.EnumerateArray().Select(wallet => wallet.GetProperty("signatureId").GetString()!)];
    }
}
