using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Demo;

public class DemoTests
{
    [Fact]
    public async Task The_demo_shows_a_signed_transaction_and_leaves_nothing_behind()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("demo");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("(?m)^   signed transaction: 020000000001[0-9a-f]{200,}$", run.Output);
        Assert.Matches("(?m)^   transaction id: [0-9a-f]{64}$", run.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Temporary));
        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task A_demo_that_is_stopped_leaves_nothing_behind()
    {
        using var machine = new TestMachine();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var run = await machine.RunAsync(stopped.Token, "demo");

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Temporary));
    }
}
