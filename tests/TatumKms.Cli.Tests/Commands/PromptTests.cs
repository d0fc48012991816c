using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class PromptTests
{
    private const string AskPassword = "Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):";
    private const string AskAgain = "Enter the same password again:";

    [Fact]
    public async Task A_new_store_asks_a_person_twice_for_the_password()
    {
        using var machine = WithoutPassword(["secret", "secret"]);

        var run = await machine.RunAsync("generatemanagedwallet", "BTC");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([AskPassword, AskAgain], run.Questions);
    }

    [Fact]
    public async Task A_new_store_is_not_made_when_the_two_passwords_differ()
    {
        using var machine = WithoutPassword(["secret", "sceret"]);

        (await machine.RunAsync("generatemanagedwallet", "BTC")).Fails(ExitCode.Usage, "The two passwords are not the same.");

        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task An_empty_password_makes_no_store()
    {
        using var machine = WithoutPassword(["", ""]);

        (await machine.RunAsync("generatemanagedwallet", "BTC")).Fails(ExitCode.Usage, "must not be empty");

        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task StoreManagedWallet_AsksForThePasswordFirst()
    {
        using var machine = WithoutPassword(["secret", "secret", Known.Mnemonic]);

        var run = await machine.RunAsync("storemanagedwallet", "BTC");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([AskPassword, AskAgain, "Enter mnemonic to store:"], run.Questions);
    }

    [Fact]
    public async Task StoreManagedPrivateKey_AsksForTheKeyFirst()
    {
        using var machine = WithoutPassword([Known.TestnetKey, "secret", "secret"]);

        var run = await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Enter private key to store:", AskPassword, AskAgain], run.Questions);
    }

    [Fact]
    public async Task Standing_in_for_a_person_standard_input_has_a_line_for_each_question_in_the_same_order()
    {
        using var machine = WithoutPassword(null);
        machine.Input = "secret\n" + Known.Mnemonic + "\n";
        var wallet = await machine.RunAsync("storemanagedwallet", "BTC");
        machine.Input = Known.TestnetKey + "\nsecret";
        var key = await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet");

        machine.Input = "secret\r\n";
        var export = await machine.RunAsync("export");

        Assert.Contains(wallet.Json("signatureId"), export.Output, StringComparison.Ordinal);
        Assert.Contains(key.Json("signatureId"), export.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_and_without_input_the_hint_says_how_to_give_the_password()
    {
        using var machine = WithoutPassword(null);

        (await machine.RunAsync("generatemanagedwallet", "BTC")).Fails(ExitCode.Configuration, "--password-file");
    }

    [Fact]
    public async Task An_open_store_asks_once_and_a_wrong_password_is_said_to_be_wrong()
    {
        using var machine = WithoutPassword(["secret", "secret"]);
        await machine.RunAsync("generatemanagedwallet", "BTC");
        machine.Typed = ["secrte"];

        var run = await machine.RunAsync("export");

        run.Fails(ExitCode.WrongPassword, "does not open");
        Assert.Equal([AskPassword], run.Questions);
    }

    [Fact]
    public async Task A_person_who_ends_the_input_is_told_that_nothing_was_entered()
    {
        using var machine = WithoutPassword([]);

        (await machine.RunAsync("generatemanagedwallet", "BTC")).Fails(ExitCode.Usage, "Nothing was entered.");
    }

    private static TestMachine WithoutPassword(string[]? typed)
    {
        var machine = new TestMachine { Typed = typed };
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        return machine;
    }
}
