using System.Text.Json;
using TatumKms.Cli.Tests.Hosting;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class AuditTests
{
    [Fact]
    public async Task Verify_OfTheDaemonsJournal_CountsAndNamesItsEnd()
    {
        await using var world = await DaemonWorld.StartAsync();
        await world.Machine.RunAsync("daemon", "--testnet", "--runOnce");

        var run = await world.Machine.RunAsync("audit", "verify");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["file", "lines", "transactions", "byState", "firstSeq", "lastSeq", "lastHash", "tornTail"],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(world.Machine.Store + ".journal", root.GetProperty("file").GetString());
        Assert.Equal("""{"completed":1}""", root.GetProperty("byState").GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
        Assert.Equal((2, 1, 2), (root.GetProperty("lines").GetInt64(), root.GetProperty("firstSeq").GetInt64(), root.GetProperty("lastSeq").GetInt64()));
        Assert.Equal((64, false), (root.GetProperty("lastHash").GetString()!.Length, root.GetProperty("tornTail").GetBoolean()));
    }

    [Fact]
    public async Task Verify_OfAChangedJournal_NamesTheFirstBadLineAndPrintsNothing()
    {
        await using var world = await DaemonWorld.StartAsync();
        await world.Machine.RunAsync("daemon", "--testnet", "--runOnce");
        var path = world.Machine.Store + ".journal";
        var copy = Path.Combine(world.Machine.WorkingDirectory, "copy");
        await File.WriteAllTextAsync(
            copy,
            (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Replace("\"BTC\"", "\"LTC\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var run = await world.Machine.RunAsync("audit", "verify", "copy");

        run.Fails(ExitCode.StoreDamaged, "line 2 ");
        Assert.Equal("", run.Output);
        Assert.Equal(0, (await world.Machine.RunAsync("audit", "verify", path)).ExitCode);
    }

    [Fact]
    public async Task Verify_WithoutAJournal_IsNotFound()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("audit", "verify")).Fails(ExitCode.NotFound, "no signing journal");
        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task Audit_Alone_SaysWhatToWrite()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("audit")).Fails(ExitCode.Usage, "audit verify");
    }
}
