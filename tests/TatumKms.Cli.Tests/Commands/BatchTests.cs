using System.Text.Json;
using System.Text.RegularExpressions;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public partial class BatchTests
{
    [Fact]
    public async Task Batch_PrintsACompactLineForEachKey_AndEachAddressIsThatOfItsStoredKey()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "3", "--testnet");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Distinct().Count());
        foreach (var line in lines)
        {
            Assert.Matches("^\\{\"signatureId\":\"[0-9a-f-]{36}\",\"address\":\"tb1q[0-9a-z]+\"\\}$", line);
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("signatureId").GetString()!;
            Assert.Equal(json.RootElement.GetProperty("address").GetString(), (await machine.RunAsync("getaddress", id, "0")).Json("address"));
        }
    }

    [Fact]
    public async Task Batch_WhenItIsLargerThanAChunk_StoresEveryKeyThatItPrints()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "1100", "--testnet");

        var printed = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[16..52]).ToList();
        using var export = JsonDocument.Parse((await machine.RunAsync("export")).Output);
        var stored = export.RootElement.EnumerateObject().Select(entry => entry.Name).ToList();
        Assert.Equal(1100, stored.Count);
        printed.Reverse();
        Assert.Equal(stored, printed);
        Assert.Equal(["privateKey", "chain", "testnet"], export.RootElement.EnumerateObject().First().Value.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Batch_WhenItWasStopped_GoesOnToExactlyTheSameIdsAndPrintsThemAll()
    {
        using var machine = new TestMachine();
        var whole = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "5", "--testnet");
        var batch = NameOfBatch().Match(whole.Error).Groups[1].Value;
        var lines = whole.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in (string[])[lines[1], lines[4]])
        {
            await machine.RunAsync("removewallet", line[16..52], "--yes");
        }

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "5", "--testnet", $"--resume={batch}");

        var resumed = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"3 of 5 keys of batch {batch} are stored already.", run.Error, StringComparison.Ordinal);
        Assert.Equal(lines.Select(line => line[16..52]).Order(), resumed.Select(line => line[16..52]).Order());
        Assert.Equal([lines[0], lines[2], lines[3]], resumed[..3]);
        using var export = JsonDocument.Parse((await machine.RunAsync("export")).Output);
        Assert.Equal(5, export.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public async Task Batch_WhenItIsComplete_IsPrintedAgainAndNothingIsMade()
    {
        using var machine = new TestMachine();
        var whole = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2");
        var files = machine.Files;

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2", "--resume", NameOfBatch().Match(whole.Error).Groups[1].Value);

        Assert.Equal((0, whole.Output), (run.ExitCode, run.Output));
        Assert.Equal(files, machine.Files);
    }

    [Fact]
    public async Task Batch_WhenItIsGoneOnWithForAnotherNetwork_IsRefused()
    {
        using var machine = new TestMachine();
        var whole = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2");
        var name = NameOfBatch().Match(whole.Error).Groups[1].Value;

        (await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2", "--testnet", "--resume", name)).Fails(ExitCode.Usage, "another chain or network");
        (await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2", "--resume=x")).Fails(ExitCode.Usage, "not a UUID");
    }

    [Fact]
    public async Task Batch_WhenItIsStopped_SaysHowManyAreStoredAndHowToGoOn()
    {
        using var machine = new TestMachine();
        using var stop = new CancellationTokenSource();
        await machine.GenerateAsync();
        stop.CancelAfter(TimeSpan.FromSeconds(2));

        var run = await machine.RunAsync(stop.Token, "generatemanagedprivatekeybatch", "BTC", "100000", "--testnet");

        Assert.Equal(KmsApplication.Interrupted, run.ExitCode);
        var printed = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.Contains($"{printed} of 100000 keys are stored. Go on with --resume=", run.Error, StringComparison.Ordinal);
        using var list = JsonDocument.Parse((await machine.RunAsync("list")).Output);
        Assert.Equal(printed + 1, list.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task Batch_ShowsABarWhereAPersonSeesNothingElse(bool error, bool output, bool shown)
    {
        using var machine = new TestMachine { ErrorIsTerminal = error, OutputIsTerminal = output };

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "2");

        Assert.Equal(shown, run.Error.Contains("[########################################] 2 of 2 keys\n", StringComparison.Ordinal));
        Assert.Equal(shown, run.Error.Contains('\r'));
    }

    [GeneratedRegex("--resume=([0-9a-f-]{36})")]
    private static partial Regex NameOfBatch();
}
