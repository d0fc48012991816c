using System.Text.Json;
using TatumKms.Cli.Tests.Hosting;

namespace TatumKms.Cli.Tests.Commands;

/// <summary>A policy from the command line to the journal: the payment of the world is one of bitcoins on the test network.</summary>
public class PolicyOfDaemonTests
{
    private const string AllowAll = """{"version": 1, "rules": [{"name": "everything", "effect": "allow"}]}""";
    private const string AllowNothing = """{"version": 1, "rules": [{"name": "nothing", "when": {"chain": "ETH"}, "effect": "allow"}]}""";

    [Fact]
    public async Task What_a_policy_allows_is_signed_and_explained()
    {
        await using var world = await StartAsync(AllowAll);

        Assert.Equal(0, (await world.Machine.RunAsync("daemon", "--testnet", "--runOnce", "--policy=policy.json")).ExitCode);
        var run = await world.Machine.RunAsync("explain", DaemonWorld.PendingId);

        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["id", "state", "chain", "network", "txId", "digest", "facts", "firstSeq", "events"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("completed", "BTC", "testnet"), (Text(root, "state"), Text(root, "chain"), Text(root, "network")));
        Assert.Equal(world.Transaction.TransactionId, Text(root, "txId"));
        Assert.Equal(["signed", "completed"], root.GetProperty("events").EnumerateArray().Select(happened => Text(happened, "state")));
        var consent = root.GetProperty("facts").GetProperty("consent");
        Assert.Equal("everything", Assert.Single(consent.GetProperty("by").EnumerateArray()).GetString());
        Assert.False(consent.GetProperty("approved").GetBoolean());
        Assert.Equal(64, Text(consent, "policy").Length);
    }

    [Fact]
    public async Task What_a_policy_denies_is_not_signed_and_explained()
    {
        await using var world = await StartAsync(AllowNothing);
        world.Machine.Environment["TATUM_KMS_POLICY"] = "policy.json";

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)(await world.Machine.RunAsync("daemon", "--testnet", "--runOnce")).ExitCode);
        var root = JsonDocument.Parse((await world.Machine.RunAsync("explain", DaemonWorld.PendingId)).Output).RootElement;

        Assert.Equal("notApproved", Text(root, "state"));
        Assert.Contains("The policy denies it: no rule permits", Text(root.GetProperty("waits"), "reason"), StringComparison.Ordinal);
        Assert.False(root.TryGetProperty("txId", out _));
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task Frozen_signing_is_told_by_the_exit_code_and_goes_on_after_unfreeze()
    {
        await using var world = await StartAsync(AllowAll);
        await world.Machine.RunAsync("freeze", "--reason=drill");

        var frozen = await world.Machine.RunAsync("daemon", "--testnet", "--runOnce");
        Assert.Equal(ExitCode.SomeRefused, (ExitCode)frozen.ExitCode);
        Assert.Contains("All signing is frozen (drill)", frozen.Error, StringComparison.Ordinal);
        Assert.Empty(world.Sandbox.State.Broadcasts);

        await world.Machine.RunAsync("unfreeze");
        Assert.Equal(0, (await world.Machine.RunAsync("daemon", "--testnet", "--runOnce")).ExitCode);
    }

    [Fact]
    public async Task On_mainnet_a_policy_stands_in_for_the_second_pair_of_eyes()
    {
        await using var world = await StartAsync(AllowAll);

        (await world.Machine.RunAsync("daemon", "--runOnce")).Fails(ExitCode.Usage, "Missing required flag --external-url.");
        Assert.Equal(0, (await world.Machine.RunAsync("daemon", "--runOnce", "--policy=policy.json")).ExitCode);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_used_stops_the_start()
    {
        await using var world = await StartAsync("""{"version": 1, "rules": [{"name": "a", "effect": "permit"}]}""");

        (await world.Machine.RunAsync("daemon", "--testnet", "--runOnce", "--policy=policy.json")).Fails(ExitCode.Configuration, "an effect is allow, deny, requireApproval or hold");
        (await world.Machine.RunAsync("daemon", "--testnet", "--runOnce", "--policy=gone.json")).Fails(ExitCode.Configuration, "gone.json cannot be read");
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task A_policy_is_tried_on_what_was_signed()
    {
        await using var world = await StartAsync(AllowNothing);
        await world.Machine.RunAsync("daemon", "--testnet", "--runOnce");

        var run = await world.Machine.RunAsync("policy", "test", "policy.json");

        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["file", "journal", "transactions", "withoutFacts", "allow", "requireApproval", "hold", "deny", "notAllowed"],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal([1, 0, 0, 0, 0, 1], new[] { "transactions", "withoutFacts", "allow", "requireApproval", "hold", "deny" }.Select(name => root.GetProperty(name).GetInt32()));
        var denied = Assert.Single(root.GetProperty("notAllowed").EnumerateArray());
        Assert.Equal((DaemonWorld.PendingId, "BTC", "deny"), (Text(denied, "id"), Text(denied, "chain"), Text(denied, "effect")));
        Assert.StartsWith("The policy denies it: no rule permits", Text(denied, "sentence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_and_policy_test_need_a_journal_and_explain_an_id_that_it_knows()
    {
        await using var world = await StartAsync(AllowAll);

        (await world.Machine.RunAsync("explain", DaemonWorld.PendingId)).Fails(ExitCode.NotFound, "no signing journal");
        (await world.Machine.RunAsync("policy", "test", "policy.json")).Fails(ExitCode.NotFound, "no signing journal");
        await world.Machine.RunAsync("daemon", "--testnet", "--runOnce");
        (await world.Machine.RunAsync("explain", "another")).Fails(ExitCode.NotFound, "does not know a transaction another");
        (await world.Machine.RunAsync("explain", "another", "--journal=gone")).Fails(ExitCode.NotFound, "gone");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static async Task<DaemonWorld> StartAsync(string policy)
    {
        var world = await DaemonWorld.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Machine.WorkingDirectory, "policy.json"), policy);
        return world;
    }
}
