using System.Text.Json;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.Sandbox;

namespace TatumKms.Cli.Tests.Hosting;

public class RunOnceTests
{
    private static readonly string[] RunOnce = ["daemon", "--testnet", "--runOnce"];

    [Fact]
    public async Task RunOnce_SignsDeliversAndLogs_AndPrintsNothing()
    {
        await using var world = await DaemonWorld.StartAsync();

        var run = await world.Machine.RunAsync(RunOnce);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Matches($"(?m)^[0-9T:.-]+Z Transaction {DaemonWorld.PendingId} is completed as {world.Transaction.TransactionId}\\.$", run.Error);
        Assert.Equal(world.Transaction.TransactionId, Assert.Single(world.Sandbox.State.Completions).TransactionId);
        Assert.True(File.Exists(world.Machine.Store + ".journal"));
        Assert.DoesNotContain(Known.TestnetKey, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("the-api-key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunOnce_OnMainnet_SignsForNoTestnetKey()
    {
        await using var world = await DaemonWorld.StartAsync();

        Assert.Equal(0, (await world.Machine.RunAsync("daemon", "--runOnce", $"--externalUrl={world.Sandbox.ApprovalUrl}")).ExitCode);

        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task RunOnce_AsksTheSecondPairOfEyesByPost()
    {
        await using var world = await DaemonWorld.StartAsync();

        await world.Machine.RunAsync([.. RunOnce, $"--external-url={world.Sandbox.ApprovalUrl}", "--externalUrlMethod=post"]);

        Assert.Equal("POST", Assert.Single(world.Sandbox.State.Approvals).Method);
    }

    [Theory]
    [InlineData("", null, 7)]
    [InlineData("", "false", 7)]
    [InlineData("", "yes", 7)]
    [InlineData("--allow-http", null, 10)]
    [InlineData("--allowHttp", null, 10)]
    [InlineData("", "true", 10)]
    [InlineData("", "1", 10)]
    public async Task RunOnce_LetsOtherMachinesBeHttpOnlyWhenThatIsAllowed(string option, string? variable, int expected)
    {
        await using var world = await DaemonWorld.StartAsync();
        if (variable is not null)
        {
            world.Machine.Environment["TATUM_KMS_ALLOW_HTTP"] = variable;
        }

        var run = await world.Machine.RunAsync([.. RunOnce, "--externalUrl=http://approve.invalid/tx", .. option.Length == 0 ? Array.Empty<string>() : [option]]);

        Assert.Equal(expected, run.ExitCode);
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task RunOnce_WhenTheFeeExceedsTheOwnersLimits_RefusesAndReports()
    {
        await using var world = await DaemonWorld.StartAsync();

        var run = await world.Machine.RunAsync([.. RunOnce, "--maxFeePercent=0", "--max-fee-rate=1"]);

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)run.ExitCode);
        Assert.Contains("absurd fees", Assert.Single(world.Sandbox.State.Errors).Error, StringComparison.Ordinal);
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task RunOnce_TakesTheLimitsForFeesFromTheEnvironment_AndAnOptionGoesBeforeIt()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Machine.Environment["TATUM_KMS_MAX_FEE_PERCENT"] = "0";
        world.Machine.Environment["TATUM_KMS_MAX_FEE_RATE"] = "1";

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)(await world.Machine.RunAsync(RunOnce)).ExitCode);
        Assert.Equal(ExitCode.Done, (ExitCode)(await world.Machine.RunAsync([.. RunOnce, "--maxFeeRate=1000"])).ExitCode);
    }

    [Fact]
    public async Task RunOnce_WhenALimitOfTheEnvironmentIsNoNumber_IsNotConfigured()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Machine.Environment["TATUM_KMS_MAX_FEE_PERCENT"] = "10 %";

        Assert.Equal(ExitCode.Configuration, (ExitCode)(await world.Machine.RunAsync(RunOnce)).ExitCode);
    }

    [Fact]
    public async Task RunOnce_WhenTheSecondPairOfEyesSaysNo_IsRefused()
    {
        await using var world = await DaemonWorld.StartAsync(approves: false);

        var run = await world.Machine.RunAsync([.. RunOnce, $"--externalUrl={world.Sandbox.ApprovalUrl}"]);

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)run.ExitCode);
        Assert.Contains("warning: Transaction", run.Error, StringComparison.Ordinal);
        Assert.Empty(world.Sandbox.State.Broadcasts);
    }

    [Fact]
    public async Task RunOnce_WhenTheApiRefusesTheKey_IsAnErrorOfTheApi()
    {
        await using var world = await DaemonWorld.StartAsync();

        Assert.Equal(ExitCode.Api, (ExitCode)(await world.Machine.RunAsync([.. RunOnce, "--apiKey=another"])).ExitCode);
    }

    [Theory]
    [InlineData("--wallets=6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    [InlineData("--transactionIds=other, another")]
    public async Task RunOnce_LeavesAloneWhatWasNotAskedFor(string option)
    {
        await using var world = await DaemonWorld.StartAsync();

        Assert.Equal(0, (await world.Machine.RunAsync([.. RunOnce, option])).ExitCode);

        Assert.Equal([DaemonWorld.PendingId], world.Sandbox.State.PendingIds);
    }

    [Fact]
    public async Task RunOnce_SaysWhoPaysWhomHowMuchAtWhatFee()
    {
        await using var world = await DaemonWorld.StartAsync();

        var run = await world.Machine.RunAsync(RunOnce);

        Assert.Matches($"(?m)Transaction {DaemonWorld.PendingId} of BTC is signed as {world.Transaction.TransactionId}: .* pays .* BTC to .*; fee .* BTC", run.Error);
    }

    [Fact]
    public async Task RunOnce_WhenTheApiRefusesTheTransaction_SaysThatSomeFailed()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Sandbox.State.AddFault(new SandboxFault.Answer("/v3/bitcoin/broadcast", 400, """{"message":"bad-txns-inputs-missingorspent"}"""));

        Assert.Equal(ExitCode.SomeFailed, (ExitCode)(await world.Machine.RunAsync(RunOnce)).ExitCode);
    }

    [Fact]
    public async Task RunOnce_WhenTheFateIsUnknown_SaysSo()
    {
        await using var world = await DaemonWorld.StartAsync();
        world.Sandbox.State.AddFault(new SandboxFault.Drop("/v3/bitcoin/broadcast", AfterHandling: false));

        Assert.Equal(ExitCode.SomeUnknown, (ExitCode)(await world.Machine.RunAsync(RunOnce)).ExitCode);
    }

    [Fact]
    public async Task RunOnce_TakesChainsInLowerCaseAndWithBlanks()
    {
        await using var world = await DaemonWorld.StartAsync();

        await world.Machine.RunAsync([.. RunOnce, "--chain= btc , ltc"]);

        Assert.Single(world.Sandbox.State.Completions);
    }

    [Fact]
    public async Task RunOnce_WithJsonLog_WritesAJsonObjectALine()
    {
        await using var world = await DaemonWorld.StartAsync();

        var run = await world.Machine.RunAsync([.. RunOnce, "--log-format=json"]);

        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains(lines, line => line.Contains($"\"PendingId\":\"{DaemonWorld.PendingId}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, "completed")]
    [InlineData(8, "completed", "chain")]
    [InlineData(8, "postponed")]
    [InlineData(10, "refused", "chain", "completed")]
    [InlineData(10, "not approved", "postponed")]
    [InlineData(11, "failed", "refused")]
    [InlineData(12, "unknown", "failed", "refused", "chain")]
    public void The_exit_code_is_that_of_the_worst(int code, params string[] happened)
    {
        var outcomes = new Dictionary<string, SigningOutcome>
        {
            ["completed"] = new SigningOutcome.Completed("1", "a"),
            ["postponed"] = new SigningOutcome.Postponed("2", "later"),
            ["refused"] = new SigningOutcome.Refused("3", "no"),
            ["not approved"] = new SigningOutcome.NotApproved("4", "no"),
            ["failed"] = new SigningOutcome.Failed("5", "no"),
            ["unknown"] = new SigningOutcome.Unknown("6", "a", "who knows"),
        };
        var report = new RoundReport(
            [.. happened.Where(outcomes.ContainsKey).Select(name => outcomes[name])],
            [.. happened.Where(name => name == "chain").Select(_ => new ChainError(ChainId.Parse("BTC"), "down"))]);

        Assert.Equal(code, (int)RoundExitCode.Of(report));
    }
}
