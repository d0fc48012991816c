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

    private static TestMachine WithoutPassword()
    {
        var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        return machine;
    }
}
