using TatumKms.Cli.Tests.Processes;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class CheckConfigTests
{
    [Fact]
    public async Task CheckConfig_NeedsNoPassword_AndSaysOfSecretsOnlyThatTheyAreSet()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_API_KEY"] = "t-abcdefghijklmnop";
        machine.Environment["TATUM_KMS_PASSWORD"] = "hunter2!";

        var run = await machine.RunAsync("checkconfig");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Contains("TATUM_API_KEY                    : set\nTATUM_API_URL                    : https://api.tatum.io/\nTATUM_KMS_PASSWORD               : set\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("t-abc", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_WhenNothingIsThere_SaysSo()
    {
        using var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");

        var lines = (await machine.RunAsync("checkconfig")).Output.Split('\n');

        Assert.Equal(
            [
                $"Version                          : {ProductVersion.Current}",
                $"Wallet file path                 : {machine.Store}",
                "Wallet exists                    : false",
                "Wallet format                    : N/A",
                "Wallet store type                : LOCAL",
                "Environment vars file            : N/A",
                "TATUM_API_KEY                    : not set",
                "TATUM_API_URL                    : https://api.tatum.io/",
                "TATUM_KMS_PASSWORD               : not set",
                "Password comes from              : standard input",
            ],
            lines[..10]);
    }

    [Theory]
    [InlineData("U2FsdGVkX18AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "original (becomes version 2 at the first change)")]
    [InlineData("something else", "unknown")]
    [InlineData("", "unknown")]
    public async Task CheckConfig_NamesTheFormatOfTheStore(string content, string format)
    {
        using var machine = new TestMachine();
        var file = Path.Combine(machine.Folder, "wallet.dat");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        var run = await machine.RunAsync("checkconfig", "--path", file);

        Assert.Contains($"Wallet exists                    : true\nWallet format                    : {format}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_HidesUserAndPasswordOfTheApiUrl()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_API_URL"] = "https://user:geheim@api.example/base";

        var run = await machine.RunAsync("checkconfig");

        Assert.DoesNotContain("geheim", run.Output, StringComparison.Ordinal);
        Assert.Contains("https://api.example/base", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_WhenTheApiUrlIsNone_IsAnErrorOfConfiguration()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_API_URL"] = "api.tatum.io";

        (await machine.RunAsync("checkconfig")).Fails(ExitCode.Configuration, "TATUM_API_URL is not an http or https URL.");
    }

    [Theory]
    [InlineData("Filename Type Size Used Priority\n", "off")]
    [InlineData("Filename Type Size Used Priority\n/dev/sda2 partition 8388604 0 -2\n", "on: keys in memory may get onto its disk")]
    [InlineData(null, "unknown")]
    public async Task CheckConfig_SaysWhetherTheMachineSwaps(string? swaps, string shown)
    {
        using var machine = new TestMachine();
        if (swaps is not null)
        {
            await File.WriteAllTextAsync(machine.Swaps, swaps, TestContext.Current.CancellationToken);
        }

        Assert.Contains($"Swap                             : {shown}\n", (await machine.RunAsync("checkconfig")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_OfTheProgramItself_SaysThatNoDumpIsWritten()
    {
        using var machine = new TestMachine();

        var output = (await KmsProcess.RunAsync(machine, "checkconfig")).Output;

        Assert.Contains("Runtime's diagnostics port       : hidden", output, StringComparison.Ordinal);
        Assert.Contains("Core dumps                       : off\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_WhenTheDiagnosticsPortIsOff_SaysSo()
    {
        using var machine = new TestMachine();
        machine.Environment["DOTNET_EnableDiagnostics"] = "0";

        Assert.Contains("Runtime's diagnostics port       : off\n", (await machine.RunAsync("checkconfig")).Output, StringComparison.Ordinal);
    }
}
