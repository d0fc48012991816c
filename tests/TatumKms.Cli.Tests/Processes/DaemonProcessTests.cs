using System.Diagnostics;
using TatumKms.Cli.Tests.Hosting;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Processes;

public class DaemonProcessTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_daemon_signs_until_it_is_told_to_stop_and_ends_with_0(string signal)
    {
        await using var world = await DaemonWorld.StartAsync();
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=0.1");
        await ReadUntilAsync(daemon, $"Transaction {DaemonWorld.PendingId} is completed");

        await SendAsync(world.Machine, signal, daemon);
        await ReadUntilAsync(daemon, "Stopped.");
        var run = await KmsProcess.EndAsync(daemon, "");

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Single(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task A_second_daemon_on_the_same_store_is_locked_out()
    {
        await using var world = await DaemonWorld.StartAsync();
        using var first = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=60");
        await ReadUntilAsync(first, "is completed");

        var second = await world.Machine.RunAsync("daemon", "--testnet", "--runOnce");

        second.Fails(ExitCode.Locked, "journal");
        await SendAsync(world.Machine, "TERM", first);
        Assert.Equal(0, (await KmsProcess.EndAsync(first, "")).ExitCode);
    }

    private static async Task ReadUntilAsync(Process process, string part)
    {
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line is not null, $"The log ended before '{part}'.");
        }
        while (!line.Contains(part, StringComparison.Ordinal));
    }

    private static async Task SendAsync(TestMachine machine, string signal, Process process) =>
        Assert.Equal(0, (await KmsProcess.EndAsync(KmsProcess.Start(machine, "/bin/sh", ["-c", $"kill -{signal} {process.Id}"]), "")).ExitCode);
}
