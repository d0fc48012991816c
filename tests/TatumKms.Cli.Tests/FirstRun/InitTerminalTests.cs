using TatumKms.Cli.Tests.Processes;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.FirstRun;

public class InitTerminalTests
{
    private const string ShowEcho = "stty -a | tr ' ' '\\n' | grep -x -e echo -e -echo";

    private static readonly (string Question, string Answer)[] Dialogue =
    [
        ("Wallet file", ""),
        ("Network", "testnet"),
        ("Chains", "BTC"),
        ("URL of the second pair of eyes", ""),
        ("Where the password comes from", "file"),
        ("Password file", ""),
        ("Folder that backups", ""),
        ("Where the Tatum API key comes from", ""),
        ("Tatum API key, which is not shown:", "t-geheim-0123"),
    ];

    [Fact]
    public async Task A_whole_dialogue_at_a_terminal_sets_everything_up_and_does_not_show_the_key()
    {
        using var machine = WithoutPassword();
        using var terminal = new PseudoTerminal(machine, $"{KmsProcess.CommandLine} init > result");
        foreach (var (question, answer) in Dialogue)
        {
            await terminal.ShowsAsync(question);
            await terminal.TypeAsync(answer + "\n");
        }

        Assert.Equal(0, await terminal.EndAsync());
        Assert.DoesNotContain("geheim", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains("tatum-kms generatemanagedwallet BTC", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(0, (await KmsProcess.RunAsync(machine, "generatemanagedwallet", "BTC")).ExitCode);
        Assert.Contains("\"testnet\": true", (await KmsProcess.RunAsync(machine, "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task Interrupting_any_question_leaves_nothing_written_and_the_terminal_echoes(int interrupted)
    {
        using var machine = WithoutPassword();
        using var terminal = new PseudoTerminal(machine, $"trap : INT; {KmsProcess.CommandLine} init; echo code=$?; {ShowEcho}");
        foreach (var (question, answer) in Dialogue[..interrupted])
        {
            await terminal.ShowsAsync(question);
            await terminal.TypeAsync(answer + "\n");
        }

        await terminal.ShowsAsync(Dialogue[interrupted].Question);
        await terminal.TypeAsync("\u0003");

        await terminal.EndAsync();
        Assert.EndsWith("code=130\r\necho\r\n", terminal.Screen, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Home));
    }

    private static TestMachine WithoutPassword()
    {
        var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        return machine;
    }
}
