using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Processes;

public class PseudoTerminalTests
{
    private const string AskPassword = "Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):";
    private const string ShowEcho = "stty -a | tr ' ' '\\n' | grep -x -e echo -e -echo";

    [Fact]
    public async Task A_password_is_asked_for_at_the_terminal_and_not_shown()
    {
        using var machine = WithoutPassword();
        using var terminal = new PseudoTerminal(machine, $"{KmsProcess.CommandLine} generatemanagedwallet BTC 2>/dev/null >result; {ShowEcho}");

        await terminal.ShowsAsync(AskPassword);
        await terminal.TypeAsync("geheime Worte\n");
        await terminal.ShowsAsync("Enter the same password again:");
        await terminal.TypeAsync("geheime Worte\n");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.DoesNotContain("geheime Worte", terminal.Screen, StringComparison.Ordinal);
        Assert.EndsWith("\necho\r\n", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains("signatureId", await File.ReadAllTextAsync(Path.Combine(machine.WorkingDirectory, "result"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_a_prompt_ends_the_program_with_130_and_the_terminal_echoes_again()
    {
        using var machine = WithoutPassword();
        using var terminal = new PseudoTerminal(machine, $"trap : INT; {KmsProcess.CommandLine} generatemanagedwallet BTC; echo code=$?; {ShowEcho}");

        await terminal.ShowsAsync(AskPassword);
        await terminal.TypeAsync("\u0003");

        await terminal.EndAsync();
        Assert.EndsWith("code=130\r\necho\r\n", terminal.Screen, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Home));
    }

    [Fact]
    public async Task A_removal_is_confirmed_at_the_terminal_and_the_answer_is_shown()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        using var terminal = new PseudoTerminal(machine, $"{KmsProcess.CommandLine} removewallet {id}");

        await terminal.ShowsAsync("Type yes to remove it: ");
        await terminal.TypeAsync("yes\n");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Contains("Type yes to remove it: yes", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains("Removed wallet", terminal.Screen, StringComparison.Ordinal);
    }

    /// <summary>A command, the question at which it is interrupted, and what is typed before that.</summary>
    [Theory]
    [InlineData("generatemanagedwallet BTC --path=new.dat", "Enter the same password again:", "geheime Worte")]
    [InlineData("storemanagedwallet BTC", AskPassword)]
    [InlineData("storemanagedwallet BTC", "Enter mnemonic to store:", TestMachine.Password)]
    [InlineData("storemanagedprivatekey BTC", "Enter private key to store:")]
    [InlineData("removewallet ID", "Type yes to remove it: ", TestMachine.Password)]
    [InlineData("changepassword", "Enter new password for wallet store:", TestMachine.Password)]
    [InlineData("backup verify other.dat", "Enter password of the backup:", TestMachine.Password)]
    [InlineData("export --aws", ":")]
    [InlineData("daemon --testnet --apiKey=k", AskPassword)]
    public async Task Interrupting_a_question_changes_nothing_and_the_terminal_echoes_again(string line, string question, string? typed = null)
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        machine.Environment["TATUM_KMS_PASSWORD"] = "the other password";
        await machine.RunAsync("generatemanagedwallet", "BTC", "--path=other.dat");
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        var before = machine.Files;
        using var terminal = new PseudoTerminal(machine, $"trap : INT; {KmsProcess.CommandLine} {line.Replace("ID", id, StringComparison.Ordinal)}; echo code=$?; {ShowEcho}");

        if (typed is not null)
        {
            await terminal.ShowsAsync(AskPassword);
            await terminal.TypeAsync(typed + "\n");
        }

        await terminal.ShowsAsync(question);
        await terminal.TypeAsync("\u0003");

        await terminal.EndAsync();
        Assert.EndsWith("code=130\r\necho\r\n", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(before, machine.Files);
    }

    [Theory]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    [InlineData("dumb", "", false)]
    public async Task Errors_are_red_at_a_terminal_that_has_colours_unless_they_are_not_wanted(string term, string noColor, bool isRed)
    {
        using var machine = new TestMachine();
        machine.Environment["TERM"] = term;
        machine.Environment["NO_COLOR"] = noColor;
        using var terminal = new PseudoTerminal(machine, $"{KmsProcess.CommandLine} frobnicate");

        Assert.Equal((int)ExitCode.Usage, await terminal.EndAsync());

        Assert.StartsWith(isRed ? "tatum-kms: \e[31merror:\e[0m Unsupported" : "tatum-kms: error: Unsupported", terminal.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 80)]
    [InlineData(40, 55)]
    [InlineData(300, 300)]
    public async Task A_list_is_no_wider_than_the_terminal_as_long_as_no_address_must_be_cut(int columns, int widest)
    {
        using var machine = new TestMachine();
        machine.Environment["TERM"] = "dumb";
        var id = await machine.GenerateAsync();
        using var terminal = new PseudoTerminal(machine, $"stty cols {columns}; {KmsProcess.CommandLine} list");

        Assert.Equal(0, await terminal.EndAsync());

        var lines = terminal.Screen.Split("\r\n");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, widest));
        Assert.Contains(lines, line => columns == 300 ? line.StartsWith($"{id}  BTC    testnet  MNEMONIC  tb1q", StringComparison.Ordinal) : line == $"signatureId  {id}");
    }

    [Fact]
    public async Task Help_at_a_terminal_has_bold_headings_and_in_a_pipe_none()
    {
        using var machine = new TestMachine();
        machine.Environment["TERM"] = "xterm";
        machine.Environment["NO_COLOR"] = "";
        using var terminal = new PseudoTerminal(machine, $"{KmsProcess.CommandLine} --help; {KmsProcess.CommandLine} --help | cat >piped");

        Assert.Equal(0, await terminal.EndAsync());

        Assert.Contains("\e[1mUsage\e[0m\r\n", terminal.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", await File.ReadAllTextAsync(Path.Combine(machine.WorkingDirectory, "piped"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static TestMachine WithoutPassword()
    {
        var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        return machine;
    }
}
