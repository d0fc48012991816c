using System.Runtime.InteropServices;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class ReportTests
{
    [Fact]
    public async Task Report_WithoutIds_DescribesTheInstallation()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("report");

        Assert.Equal(
            $$"""
              {
                "system": {
                  "kmsVersion": "{{ProductVersion.Current}}",
                  "runtimeVersion": "{{RuntimeInformation.FrameworkDescription}}",
                  "store": {
                    "type": "LOCAL",
                    "exists": false
                  }
                },
                "wallets": {},
                "apiKey": "not set"
              }

              """,
            run.Output);
    }

    [Theory]
    [InlineData("SOL", "m/44'/501'/0'/0'/{index}'")]
    [InlineData("XLM", "m/44'/148'/{index}'")]
    public async Task Report_SaysThePathOfAMnemonicThatTheOriginalIgnores(string chain, string path)
    {
        using var machine = new TestMachine
        {
            Input = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        };
        var id = (await machine.RunAsync("storemanagedwallet", chain, "--testnet")).Json("signatureId");

        var run = await machine.RunAsync("report", id);

        Assert.Contains($"\"path\": \"{path}\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_DescribesEachWalletAndWarnsOfThoseThatAreMissing()
    {
        using var machine = new TestMachine { Input = Known.TestnetKey };
        var wallet = await machine.GenerateAsync();
        var key = (await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet")).Json("signatureId");

        var run = await machine.RunAsync("report", $"{wallet}, {key} ,6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", "--apiKey=k");

        Assert.EndsWith(
            $$"""
                "wallets": {
                  "{{wallet}}": {
                    "type": "MNEMONIC",
                    "chain": "BTC",
                    "testnet": true
                  },
                  "{{key}}": {
                    "type": "PRIVATE_KEY",
                    "chain": "BTC",
                    "testnet": true
                  }
                },
                "apiKey": "set",
                "warnings": [
                  "No such wallet for signatureId '6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11'."
                ]
              }

              """,
            run.Output);
        Assert.DoesNotContain(Known.TestnetKey, run.Output, StringComparison.Ordinal);
    }
}
