using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class PromptTests
{
    private const string AskPassword = "Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):";
    private const string AskAgain = "Enter the same password again:";

    [Fact]
    public async Task A_new_store_asks_a_person_twice_for_the_password()
    {
        using var machine = WithoutPassword(["secret words", "secret words"]);

        var run = await machine.RunAsync("generatemanagedwallet", "BTC");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([AskPassword, AskAgain], run.Questions);
    }

    [Fact]
    public async Task A_new_store_is_not_made_when_the_two_passwords_differ()
    {
        using var machine = WithoutPassword(["secret words", "sceret words"]);

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
        using var machine = WithoutPassword(["secret words", "secret words", Known.Mnemonic]);

        var run = await machine.RunAsync("storemanagedwallet", "BTC");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([AskPassword, AskAgain, "Enter mnemonic to store:"], run.Questions);
    }

    [Fact]
    public async Task StoreManagedPrivateKey_AsksForTheKeyFirst()
    {
        using var machine = WithoutPassword([Known.TestnetKey, "secret words", "secret words"]);

        var run = await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Enter private key to store:", AskPassword, AskAgain], run.Questions);
    }

    [Fact]
    public async Task Standing_in_for_a_person_standard_input_has_a_line_for_each_question_in_the_same_order()
    {
        using var machine = WithoutPassword(null);
        machine.Input = "secret words\n" + Known.Mnemonic + "\n";
        var wallet = await machine.RunAsync("storemanagedwallet", "BTC");
        machine.Input = Known.TestnetKey + "\nsecret words";
        var key = await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet");

        machine.Input = "secret words\r\n";
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
        using var machine = WithoutPassword(["secret words", "secret words"]);
        await machine.RunAsync("generatemanagedwallet", "BTC");
        machine.Typed = ["secrte words"];

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

    [Theory]
    [InlineData("aaaaaaaaaaaa", "weak")]
    [InlineData("secret words", "weak")]
    [InlineData("abcdefghijklmnop", "weak")]
    [InlineData("correct horse battery staple", "fair")]
    [InlineData("correct horse battery staple lagoon", "good")]
    [InlineData("Tr0ub4dor&3 and correct horse", "strong")]
    public async Task A_person_is_told_in_words_how_strong_a_new_password_is(string password, string word)
    {
        using var machine = WithoutPassword([password, password]);

        var run = await machine.RunAsync("generatemanagedwallet", "BTC");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"The password is {word}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(password, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_has_twelve_characters_unless_its_owner_insists()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_KMS_PASSWORD"] = "pässwörter!";

        (await machine.RunAsync("generatemanagedwallet", "BTC")).Fails(ExitCode.Usage, "has 11 characters; 12 are the least");
        Assert.Empty(machine.Files);

        Assert.Equal(0, (await machine.RunAsync("generatemanagedwallet", "BTC", "--allow-weak-password")).ExitCode);
        Assert.Equal(0, (await machine.RunAsync("generatemanagedwallet", "BTC")).ExitCode);
    }

    private static TestMachine WithoutPassword(string[]? typed)
    {
        var machine = new TestMachine { Typed = typed };
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        return machine;
    }
}
