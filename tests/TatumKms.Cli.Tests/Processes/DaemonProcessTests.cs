using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using TatumKms.Cli.Tests.Hosting;
using TatumKms.Cli.Tests.Support;
using TatumKms.Sandbox;

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

    [Fact]
    public async Task A_second_daemon_process_on_the_same_journal_ends_with_6()
    {
        await using var world = await DaemonWorld.StartAsync();
        using var first = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=60");
        await ReadUntilAsync(first, "is completed");

        var second = await KmsProcess.RunAsync(world.Machine, "daemon", "--testnet");

        second.Fails(ExitCode.Locked, "journal");
        await SendAsync(world.Machine, "TERM", first);
        Assert.Equal(0, (await KmsProcess.EndAsync(first, "")).ExitCode);
    }

    [Fact]
    public async Task A_daemon_whose_api_hangs_still_ends_when_it_is_told_to()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Sandbox.State.AddFault(new SandboxFault.Delay("/v3/kms/pending", Timeout.InfiniteTimeSpan) { Times = int.MaxValue });
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--log-level=debug");
        await ReadUntilAsync(daemon, "Getting pending transactions");

        await SendAsync(world.Machine, "TERM", daemon);

        Assert.Equal(0, (await KmsProcess.EndAsync(daemon, "")).ExitCode);
    }

    [Fact]
    public async Task A_signal_to_reload_makes_a_round_begin_and_does_not_stop_the_daemon()
    {
        await using var world = await DaemonWorld.StartAsync();
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=3600");
        await ReadUntilAsync(daemon, $"Transaction {DaemonWorld.PendingId} is completed");
        var asked = world.Sandbox.State.Requests.Count(IsPoll);

        await SendAsync(world.Machine, "HUP", daemon);
        await ReadUntilAsync(daemon, "SIGHUP");
        await WaitAsync(() => world.Sandbox.State.Requests.Count(IsPoll) > asked);

        await StopAsync(world.Machine, daemon);
    }

    [Fact]
    public async Task A_signal_to_reload_puts_a_changed_policy_in_force_at_once()
    {
        await using var world = await DaemonWorld.StartAsync();
        var policy = Path.Combine(world.Machine.WorkingDirectory, "policy.json");
        await File.WriteAllTextAsync(policy, """{"version": 1, "rules": [{"name": "nothing", "effect": "deny"}]}""", TestContext.Current.CancellationToken);
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=3600", "--policy=policy.json");
        await ReadUntilAsync(daemon, "is not approved, and not signed: The policy denies it");

        await File.WriteAllTextAsync(policy, """{"version": 1, "rules": [{"name": "all", "effect": "allow"}]}""", TestContext.Current.CancellationToken);
        await SendAsync(world.Machine, "HUP", daemon);
        await ReadUntilAsync(daemon, $"Transaction {DaemonWorld.PendingId} is completed");

        await StopAsync(world.Machine, daemon);
    }

    [Fact]
    public async Task A_key_that_is_stored_meanwhile_is_served_without_a_restart()
    {
        await using var world = await DaemonWorld.StartAsync();
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=3600");
        await ReadUntilAsync(daemon, $"Transaction {DaemonWorld.PendingId} is completed");

        await world.Machine.RunAsync("generatemanagedwallet", "LTC", "--testnet");
        await WaitAsync(() => world.Sandbox.State.Requests.Any(request => request.Path.StartsWith("/v3/kms/pending/LTC", StringComparison.Ordinal)));

        await StopAsync(world.Machine, daemon);
    }

    [Fact]
    public async Task Health_is_served_where_it_is_asked_for()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Machine.Environment["TATUM_KMS_LISTEN"] = "127.0.0.1:0";
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet");
        var line = await ReadUntilAsync(daemon, "Health and metrics are served at ");
        await ReadUntilAsync(daemon, "is completed");

        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri($"{line[line.IndexOf("http://", StringComparison.Ordinal)..^1]}/metrics"), TestContext.Current.CancellationToken);

        Assert.Contains("tatumkms_signing_total{chain=\"BTC\",result=\"signed\"} 1\n", page, StringComparison.Ordinal);
        await StopAsync(world.Machine, daemon);
    }

    [Fact]
    public async Task The_service_manager_hears_of_readiness_life_and_the_end()
    {
        await using var world = await DaemonWorld.StartAsync();
        var path = Path.Combine(world.Machine.Folder, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        world.Machine.Environment["NOTIFY_SOCKET"] = path;
        world.Machine.Environment["WATCHDOG_USEC"] = "600000";
        using var daemon = KmsProcess.Start(world.Machine, "daemon", "--testnet", "--period=3600");

        await HearAsync(manager, "READY=1");
        await HearAsync(manager, "WATCHDOG=1");
        await SendAsync(world.Machine, "HUP", daemon);
        await HearAsync(manager, "RELOADING=1\nMONOTONIC_USEC=");
        await HearAsync(manager, "READY=1");
        await SendAsync(world.Machine, "TERM", daemon);
        await HearAsync(manager, "STOPPING=1");

        Assert.Equal(0, (await KmsProcess.EndAsync(daemon, "")).ExitCode);
    }

    private static bool IsPoll(SandboxRequest request) => request.Path.StartsWith("/v3/kms/pending/", StringComparison.Ordinal);

    private static async Task HearAsync(Socket manager, string message)
    {
        var buffer = new byte[4096];
        string heard;
        do
        {
            heard = Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
        }
        while (!heard.StartsWith(message, StringComparison.Ordinal));
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private static async Task<string> ReadUntilAsync(Process process, string part)
    {
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line is not null, $"The log ended before '{part}'.");
        }
        while (!line.Contains(part, StringComparison.Ordinal));
        return line;
    }

    private static async Task StopAsync(TestMachine machine, Process daemon)
    {
        await SendAsync(machine, "TERM", daemon);
        Assert.Equal(0, (await KmsProcess.EndAsync(daemon, "")).ExitCode);
    }

    private static async Task SendAsync(TestMachine machine, string signal, Process process) =>
        Assert.Equal(0, (await KmsProcess.EndAsync(KmsProcess.Start(machine, "/bin/sh", ["-c", $"kill -{signal} {process.Id}"]), "")).ExitCode);
}
