using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class RemoveWalletTests
{
    [Fact]
    public async Task Remove_WhenNobodySitsAtATerminal_WantsYes()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        var files = machine.Files;

        (await machine.RunAsync("removewallet", id)).Fails(ExitCode.Usage, "--yes");

        Assert.Equal(files, machine.Files);
    }

    [Fact]
    public async Task Remove_SaysHowToHaveTheWalletBack_AndThatWorks()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        var export = (await machine.RunAsync("export")).Output;

        var run = await machine.RunAsync("removewallet", id, "--yes");

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains($"Removed wallet {id} (BTC, testnet).", run.Error, StringComparison.Ordinal);
        Assert.Contains($"'{machine.Store}.bak'", run.Error, StringComparison.Ordinal);
        Assert.Equal("{}\n", (await machine.RunAsync("export")).Output);
        Assert.Contains($"tatum-kms restore '{machine.Store}.bak' --allow-older", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await machine.RunAsync("restore", machine.Store + ".bak", "--allow-older")).ExitCode);
        Assert.Equal(export, (await machine.RunAsync("export")).Output);
    }

    [Fact]
    public async Task Remove_WhenThereIsNoSuchWallet_IsAnErrorAndChangesNothing()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var files = machine.Files;

        (await machine.RunAsync("removewallet", "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", "--yes")).Fails(ExitCode.NotFound, "No such wallet");

        Assert.Equal(files, machine.Files);
    }

    [Fact]
    public async Task The_generation_before_opens_as_a_store()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        await machine.RunAsync("removewallet", id, "--yes");

        Assert.Contains(id, (await machine.RunAsync("export", $"--path={machine.Store}.bak")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", 0)]
    [InlineData("Yes ", 0)]
    [InlineData("y", 2)]
    [InlineData("no", 2)]
    [InlineData("", 2)]
    public async Task Remove_AtATerminal_WaitsForAYes(string answer, int code)
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        machine.Typed = [answer];

        var run = await machine.RunAsync("removewallet", id);

        Assert.Equal(code, run.ExitCode);
        Assert.Equal([$"Remove wallet {id} (BTC, testnet)? Type yes to remove it: (echo)"], run.Questions);
        Assert.Equal(code != 0, (await machine.RunAsync("export")).Output.Contains(id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--yes")]
    [InlineData("-y")]
    public async Task Remove_AtATerminalWithYes_AsksNothing(string option)
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        machine.Typed = [];

        var run = await machine.RunAsync("removewallet", id, option);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Questions);
    }
}
