using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Configuration;

/// <summary>The variables that stand for options.</summary>
public class SettingVariablesTests
{
    [Fact]
    public async Task The_wallet_file_of_the_variable_is_used_unless_an_option_names_another()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_KMS_PATH"] = "~/mine.dat";

        Assert.Contains($": {machine.Home}/mine.dat\n", (await machine.RunAsync("checkconfig")).Output, StringComparison.Ordinal);
        Assert.Contains(": /other.dat\n", (await machine.RunAsync("checkconfig", "--path=/other.dat")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("testnet", "", "tpub")]
    [InlineData("TESTNET", "--no-testnet", "xpub")]
    [InlineData("mainnet", "--testnet", "tpub")]
    [InlineData("mainnet", "", "xpub")]
    [InlineData("", "", "xpub")]
    public async Task The_network_of_the_variable_is_used_unless_an_option_names_another(string variable, string option, string begin)
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_KMS_NETWORK"] = variable;

        var run = await machine.RunAsync(["generatewallet", "BTC", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.StartsWith(begin, run.Json("xpub"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_does_not_exist_is_refused()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_KMS_NETWORK"] = "tesnet";

        (await machine.RunAsync("generatewallet", "BTC")).Fails(ExitCode.Configuration, "neither mainnet nor testnet");
    }

    [Fact]
    public async Task The_secret_manager_of_the_variable_is_used_unless_an_option_names_a_password_file()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_KMS_SECRET_MANAGER"] = "vault";

        Assert.Contains("Password comes from              : HashiCorp Vault (--vault)\n", (await machine.RunAsync("checkconfig")).Output, StringComparison.Ordinal);
        Assert.Contains("Password comes from              : AWS", (await machine.RunAsync("checkconfig", "--aws")).Output, StringComparison.Ordinal);
        Assert.Contains("Password comes from              : file '/p'\n", (await machine.RunAsync("checkconfig", "--password-file=/p")).Output, StringComparison.Ordinal);
        machine.Environment["TATUM_KMS_SECRET_MANAGER"] = "drawer";
        (await machine.RunAsync("checkconfig")).Fails(ExitCode.Configuration, "names no secret manager");
    }

    [Theory]
    [InlineData("TATUM_KMS_EXTERNAL_URL", "approve", "TATUM_KMS_EXTERNAL_URL is not an http or https URL")]
    [InlineData("TATUM_KMS_EXTERNAL_URL_METHOD", "MAIL", "TATUM_KMS_EXTERNAL_URL_METHOD is neither GET, POST nor SIGNED")]
    public async Task A_variable_of_the_daemon_that_makes_no_sense_is_named(string name, string value, string part)
    {
        using var machine = new TestMachine();
        machine.Environment[name] = value;

        (await machine.RunAsync("daemon", "--testnet")).Fails(ExitCode.Configuration, part);
    }

    [Fact]
    public async Task The_daemon_takes_the_second_pair_of_eyes_and_the_chains_from_variables()
    {
        using var machine = new TestMachine();
        (await machine.RunAsync("daemon")).Fails(ExitCode.Usage, "Missing required flag");

        machine.Environment["TATUM_KMS_EXTERNAL_URL"] = "https://approve.internal/tx";
        (await machine.RunAsync("daemon")).Fails(ExitCode.Configuration, "There is no API key.");
        machine.Environment["TATUM_KMS_CHAIN"] = "XYZ";
        (await machine.RunAsync("daemon")).Fails(ExitCode.Usage, "Unsupported blockchain 'XYZ'.");
    }
}
