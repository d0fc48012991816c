using TatumKms.Cli.Tests.Processes;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Help;

public class ManualPageTests
{
    [Fact]
    public async Task The_manual_page_has_no_mistake_that_groff_knows()
    {
        Tools.Require("groff");
        using var machine = new TestMachine();
        var page = Path.Combine(machine.WorkingDirectory, "tatum-kms.1");
        await File.WriteAllTextAsync(page, (await machine.RunAsync("man")).Output, TestContext.Current.CancellationToken);

        var run = await KmsProcess.EndAsync(KmsProcess.Start(machine, "groff", ["-man", "-ww", "-z", page]), "");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_manual_page_shows_each_command_option_and_exit_code_as_they_are_typed()
    {
        Tools.Require("groff");
        using var machine = new TestMachine();
        using var everything = new Everything(machine);
        var page = Path.Combine(machine.WorkingDirectory, "tatum-kms.1");
        await File.WriteAllTextAsync(page, (await machine.RunAsync("man")).Output, TestContext.Current.CancellationToken);

        var shown = HelpTests.OneLine((await KmsProcess.EndAsync(KmsProcess.Start(machine, "groff", ["-man", "-Tascii", "-P-cbou", "-rHY=0", "-rLL=300n", page]), "")).Output);

        Assert.All(everything.Commands, command => Assert.Contains($" {command.Usage["tatum-kms ".Length..]} {command.Description}", shown, StringComparison.Ordinal));
        Assert.All(everything.Options, option => Assert.Contains($" {option}", shown, StringComparison.Ordinal));
        Assert.All(everything.Commands.SelectMany(command => command.Examples), example => Assert.Contains($" tatum-kms {example} ", shown + " ", StringComparison.Ordinal));
        Assert.All(ExitCodes.All, code => Assert.Contains($" {(int)code.Code} {code.Meaning} ", shown, StringComparison.Ordinal));
        Assert.Contains("~/.tatumrc/wallet.dat", shown, StringComparison.Ordinal);
    }
}
