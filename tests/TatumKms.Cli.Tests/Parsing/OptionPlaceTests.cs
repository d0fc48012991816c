using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Parsing;

public class OptionPlaceTests
{
    [Theory]
    [InlineData("--testnet checkconfig --path=S")]
    [InlineData("checkconfig --testnet --path S")]
    [InlineData("--path S checkconfig --testnet=true")]
    [InlineData("--path=S --no-testnet=false checkconfig")]
    [InlineData("checkconfig --path:S")]
    public async Task Options_may_stand_before_and_after_the_command(string line)
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync(line.Replace("S", "elsewhere.dat", StringComparison.Ordinal).Split(' '));

        Assert.Contains(Path.Combine(machine.WorkingDirectory, "elsewhere.dat"), run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--apiKey=k")]
    [InlineData("--api-key=k")]
    public async Task Both_spellings_of_the_api_key_are_read(string option)
    {
        using var machine = new TestMachine();

        Assert.Contains("TATUM_API_KEY                    : set\n", (await machine.RunAsync("checkconfig", option)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--envFile")]
    [InlineData("--env-file")]
    public async Task Both_spellings_of_the_file_of_variables_are_read(string option)
    {
        using var machine = new TestMachine();
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "vars"), "TATUM_API_KEY=k", TestContext.Current.CancellationToken);

        Assert.Contains("TATUM_API_KEY                    : set\n", (await machine.RunAsync(option, "vars", "checkconfig")).Output, StringComparison.Ordinal);
    }

    // Every value option of the daemon in every spelling: each is understood, since what is missed is the API key.
    [Theory]
    [InlineData("daemon --external-url=https://a.example/tx --external-url-method=post --run-once --transaction-ids=a --log-format=json --allow-opaque")]
    [InlineData("--allowOpaque --externalUrl=https://a.example/tx --externalUrlMethod=Get --runOnce --transactionIds=a --logFormat=text daemon")]
    [InlineData("--chain=BTC,BTC daemon --period=0.5 --testnet --wallets=6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    public async Task The_daemons_options_may_be_spelled_both_ways_and_stand_in_both_places(string line)
    {
        using var machine = new TestMachine();

        (await machine.RunAsync(line.Split(' '))).Fails(ExitCode.Configuration, "There is no API key.");
    }

    [Theory]
    [InlineData("generatewallet BTC --testnet", "tpub")]
    [InlineData("--testnet generatewallet BTC", "tpub")]
    [InlineData("generatewallet --testnet BTC", "tpub")]
    [InlineData("generatewallet BTC --testnet=false", "xpub")]
    [InlineData("generatewallet BTC --no-testnet", "xpub")]
    [InlineData("generatewallet BTC", "xpub")]
    public async Task Testnet_is_a_switch_and_mainnet_the_default(string line, string prefix)
    {
        using var machine = new TestMachine();

        Assert.StartsWith(prefix, (await machine.RunAsync(line.Split(' '))).Json("xpub"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Path_WhenItBeginsWithATilde_StartsInTheHomeDirectory()
    {
        using var machine = new TestMachine();

        await machine.GenerateAsync("--path=~/deep/wallet.dat");

        Assert.True(File.Exists(Path.Combine(machine.Home, "deep", "wallet.dat")));
    }
}
