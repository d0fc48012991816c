using System.Text.Json.Nodes;
using TatumKms.Cli.Tests.Hosting;
using TatumKms.Sandbox;

namespace TatumKms.Cli.Tests.Pending;

/// <summary><c>sign</c> against a server, with the payment of the world.</summary>
public class SignTests
{
    private const string Id = DaemonWorld.PendingId;

    [Fact]
    public async Task A_transaction_that_is_named_is_approved_signed_and_completed()
    {
        await using var world = await DaemonWorld.StartAsync();

        var run = await world.Machine.RunAsync("sign", Id, "--testnet", $"--externalUrl={world.Sandbox.ApprovalUrl}");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($$"""[{"id":"{{Id}}","state":"completed","txId":"{{world.Transaction.TransactionId}}"}]""", JsonNode.Parse(run.Output)!.ToJsonString());
        Assert.Single(world.Sandbox.State.Approvals);
        Assert.Single(world.Sandbox.State.Completions);
        Assert.Contains("\"state\": \"completed\"", (await world.Machine.RunAsync("explain", Id)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_named_stays_as_it_is()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Sandbox.State.AddPending((await PendingJsonAsync(world)).Replace(Id, "other", StringComparison.Ordinal));

        await world.Machine.RunAsync("sign", "other", "--testnet");

        Assert.Equal([Id], world.Sandbox.State.PendingIds);
    }

    [Fact]
    public async Task What_is_not_approved_is_told_with_its_reason_and_by_the_exit_code()
    {
        await using var world = await DaemonWorld.StartAsync(approves: false);

        var run = await world.Machine.RunAsync("sign", Id, "--testnet", $"--externalUrl={world.Sandbox.ApprovalUrl}");

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)run.ExitCode);
        var row = JsonNode.Parse(run.Output)![0]!;
        Assert.Equal("notApproved", (string)row["state"]!);
        Assert.NotEmpty((string)row["reason"]!);
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task What_was_signed_before_is_not_signed_with_another_content()
    {
        await using var world = await DaemonWorld.StartAsync();
        var json = await PendingJsonAsync(world);
        world.Sandbox.State.AddFault(new SandboxFault.Drop("/v3/bitcoin/broadcast", AfterHandling: false) { Times = 9 });
        Assert.Equal(ExitCode.SomeUnknown, (ExitCode)(await world.Machine.RunAsync("sign", Id, "--testnet")).ExitCode);
        world.Sandbox.State.AddPending(json.Replace("150000", "140000", StringComparison.Ordinal));

        var run = await world.Machine.RunAsync("sign", Id, "--testnet");

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)run.ExitCode);
        Assert.Contains("somebody may have tampered with it", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_api_calls_completed_is_refused_before_anything_is_asked()
    {
        await using var world = await DaemonWorld.StartAsync();
        await world.Machine.RunAsync("complete", Id, "the-other-transaction");

        (await world.Machine.RunAsync("sign", Id, "--testnet")).Fails(ExitCode.Usage, "completed by the-other-transaction");
        Assert.False(File.Exists(world.Machine.Store + ".journal"));
    }

    [Fact]
    public async Task What_the_api_does_not_know_is_not_found()
    {
        await using var world = await DaemonWorld.StartAsync();

        (await world.Machine.RunAsync("sign", "unknown", "--testnet")).Fails(ExitCode.NotFound, "no pending transaction unknown");
    }

    [Fact]
    public async Task What_waits_for_the_wallets_of_somebody_else_is_told_to()
    {
        await using var world = await DaemonWorld.StartAsync();
        var other = (await PendingJsonAsync(world)).Replace(Id, "other", StringComparison.Ordinal);
        var hash = (string)JsonNode.Parse(other)!["hashes"]![0]!;
        world.Sandbox.State.AddPending(other.Replace(hash, Guid.NewGuid().ToString(), StringComparison.Ordinal));

        var run = await world.Machine.RunAsync("sign", "other", Id, "--testnet");

        Assert.Equal(ExitCode.NotFound, (ExitCode)run.ExitCode);
        Assert.Equal(["notListed", "completed"], JsonNode.Parse(run.Output)!.AsArray().Select(row => (string)row!["state"]!));
        Assert.Contains("does not list other for the wallets", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_daemon_holds_the_journal_nothing_is_signed()
    {
        await using var world = await DaemonWorld.StartAsync();
        await using var journal = new FileStream(world.Machine.Store + ".journal", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        (await world.Machine.RunAsync("sign", Id, "--testnet")).Fails(ExitCode.Locked, "Another daemon uses the signing journal");
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Theory]
    [InlineData("sign", "id")]
    [InlineData("sign ../etc --testnet", "malformed")]
    [InlineData("sign 5e6645712b55823de7ea82f1", "Missing required flag --external-url.")]
    [InlineData("sign 5e6645712b55823de7ea82f1 --testnet --period=5", "--period")]
    public async Task Wrong_usage_is_refused_before_anything_is_sent(string line, string words)
    {
        await using var world = await DaemonWorld.StartAsync();

        (await world.Machine.RunAsync(line.Split(' '))).Fails(ExitCode.Usage, words);
        Assert.Empty(world.Sandbox.State.Requests);
    }

    private static async Task<string> PendingJsonAsync(DaemonWorld world)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-api-key", "the-api-key");
        return await http.GetStringAsync(new Uri(world.Sandbox.Url, $"/v3/kms/{Id}"), TestContext.Current.CancellationToken);
    }
}
