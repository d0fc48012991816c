using Microsoft.Extensions.DependencyInjection;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

/// <summary>The daemon with a policy: each pending transaction pays as many satoshi as its content says.</summary>
public sealed class PolicyPipelineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string PolicyPath => _folder.File("policy.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_policy_allows_is_signed_without_anybody()
    {
        await using var harness = await StartAsync(All("allow"));
        harness.AddPending("1");

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Empty(harness.State.Approvals);
    }

    [Fact]
    public async Task What_a_policy_wants_approved_is_asked_about()
    {
        await using var harness = await StartAsync(All("requireApproval"));
        harness.AddPending("1");

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Single(harness.State.Approvals);
    }

    [Fact]
    public async Task What_a_policy_denies_is_neither_asked_about_nor_signed_nor_told_to_the_api()
    {
        await using var harness = await StartAsync(All("deny"));
        harness.AddPending("1");

        var outcome = Assert.IsType<SigningOutcome.NotApproved>(await harness.RunOneAsync());

        Assert.Contains("the rule 'all' applies to the payment", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(harness.State.Approvals);
        Assert.Equal(0, harness.Chain.Signatures);
        Assert.Empty(harness.RequestsTo("/v3/kms/batch"));
    }

    [Fact]
    public async Task What_a_policy_holds_waits()
    {
        await using var harness = await StartAsync(All("hold"));
        harness.AddPending("1");

        Assert.IsType<SigningOutcome.Held>(await harness.RunOneAsync());
        Assert.Empty(harness.State.Approvals);
        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_what_needs_approval_is_not_signed_on_a_test_network_either()
    {
        await using var harness = await StartAsync("""{"version": 1, "rules": [{"name": "all", "effect": "allow"}]}""");
        harness.Options = harness.Options with { ExternalUrl = null };
        var approver = harness.Services.GetRequiredService<ITransactionApprover>();

        var decision = await approver.DecideAsync(null!, [], TestContext.Current.CancellationToken);

        Assert.False(decision.Approved);
        Assert.Contains("--externalUrl", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_label_of_the_wallet_counts()
    {
        await using var harness = await StartAsync("""{"version": 1, "rules": [{"name": "hot", "when": {"wallet": "label:hot"}, "effect": "allow"}]}""");
        var hot = harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "hot key", label: "hot");
        harness.State.AddPending($$"""{"id":"cold","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"1"}""");
        harness.State.AddPending($$"""{"id":"hot","chain":"BTC","hashes":["{{hot}}"],"serializedTransaction":"1"}""");

        var outcomes = (await harness.RunAsync()).Outcomes;

        Assert.IsType<SigningOutcome.NotApproved>(outcomes.Single(outcome => outcome.PendingId == "cold"));
        Assert.IsType<SigningOutcome.Completed>(outcomes.Single(outcome => outcome.PendingId == "hot"));
    }

    [Fact]
    public async Task A_limit_of_an_hour_holds_within_a_round_and_over_a_restart()
    {
        await using var harness = await StartAsync("""{"version": 1, "rules": [{"name": "all", "effect": "allow"}], "limits": {"windows": [{"name": "hour", "window": "1h", "max": "10 sat"}]}}""");
        harness.AddPending("6", "first");
        harness.AddPending("5", "second");
        harness.AddPending("4", "third");

        Assert.Equal(["Completed", "NotApproved", "Completed"], (await harness.RunAsync()).Outcomes.Select(outcome => outcome.GetType().Name));
        harness.Restart();
        harness.AddPending("1", "fourth");

        var outcomes = (await harness.RunAsync()).Outcomes;
        Assert.All(outcomes, outcome => Assert.Contains("'hour' is broken", Assert.IsType<SigningOutcome.NotApproved>(outcome).Reason, StringComparison.Ordinal));
        Assert.Equal(2, outcomes.Count);
    }

    [Fact]
    public async Task Transactions_of_chains_that_are_worked_on_at_once_share_a_limit()
    {
        const string Policy = """{"version": 1, "rules": [{"name": "all", "effect": "requireApproval"}], "limits": {"windows": [{"window": "1h", "maxCount": 1}]}}""";
        await using var harness = await StartAsync(Policy);
        var other = new FakeChain("LTC", "/v3/litecoin/broadcast") { DescriptionOf = Paying };
        harness.MoreChains.Add(other);
        harness.Options = harness.Options with { Chains = [harness.Chain.Id, other.Id] };
        var wallet = harness.Store.AddPrivateKey(other.Id, Network.Testnet, "litecoin");
        harness.AddPending("1", "bitcoin");
        harness.State.AddPending($$"""{"id":"litecoin","chain":"LTC","hashes":["{{wallet}}"],"serializedTransaction":"1"}""");
        var both = new Barrier(2);
        harness.Chain.OnPrepare = other.OnPrepare = (_, _, _) => Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(30)));

        var outcomes = (await harness.RunAsync()).Outcomes;

        Assert.Equal(["Completed", "NotApproved"], outcomes.Select(outcome => outcome.GetType().Name).Order());
        Assert.Equal(1, harness.Chain.Signatures + other.Signatures);
    }

    [Fact]
    public async Task What_could_not_be_signed_uses_up_no_limit()
    {
        await using var harness = await StartAsync("""{"version": 1, "rules": [{"name": "all", "effect": "allow"}], "limits": {"windows": [{"window": "1h", "maxCount": 1}]}}""");
        harness.AddPending("1");
        harness.Chain.OnSign = () => throw new RefusedException("no");
        Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());

        harness.Chain.OnSign = null;
        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Fact]
    public async Task While_signing_is_frozen_nothing_is_looked_up_asked_or_signed_and_a_thaw_ends_that_at_once()
    {
        await using var harness = await StartAsync(All("requireApproval"));
        harness.Options = harness.Options with { IgnorePauses = false };
        var freeze = harness.Services.GetRequiredService<FreezeSwitch>();
        freeze.Freeze("theft", Now);
        harness.AddPending("1");
        harness.Chain.OnPrepare = (_, _, _) => throw new InvalidOperationException("looked up");

        Assert.Equal("All signing is frozen (theft); 'tatum-kms unfreeze' ends that.", Assert.IsType<SigningOutcome.Held>(await harness.RunOneAsync()).Reason);
        Assert.Equal("All signing is frozen.", harness.Services.GetRequiredService<DaemonHealth>().Describe());
        Assert.Contains("tatumkms_frozen 1\n", harness.Services.GetRequiredService<DaemonHealth>().ToMetrics(), StringComparison.Ordinal);
        Assert.Empty(harness.State.Approvals);

        freeze.Unfreeze();
        harness.Chain.OnPrepare = null;
        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Fact]
    public async Task A_freeze_while_somebody_is_asked_is_in_time()
    {
        await using var harness = await StartAsync(All("requireApproval"));
        var freeze = new FreezeSwitch(Path.GetDirectoryName(harness.Options.JournalPath)!);
        harness.AddPending("1");
        await using var approver = Approving(() => freeze.Freeze(null, Now));
        harness.Options = harness.Options with { ExternalUrl = approver.Url };

        Assert.IsType<SigningOutcome.Held>(await harness.RunOneAsync());
        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task What_is_signed_is_delivered_also_while_signing_is_frozen()
    {
        await using var harness = await StartAsync(All("allow"));
        harness.AddPending("1");
        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: false));
        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        harness.Services.GetRequiredService<FreezeSwitch>().Freeze(null, Now);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(1, harness.Chain.Signatures);
    }

    [Fact]
    public async Task A_policy_that_becomes_stricter_while_somebody_is_asked_is_in_force()
    {
        await using var harness = await StartAsync(All("requireApproval"));
        harness.AddPending("1");
        await using var approver = Approving(() =>
        {
            File.WriteAllText(PolicyPath, All("deny"));
            harness.Services.GetRequiredService<CurrentPolicy>().Reload();
        });
        harness.Options = harness.Options with { ExternalUrl = approver.Url };

        Assert.IsType<SigningOutcome.NotApproved>(await harness.RunOneAsync());
        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task What_the_policy_said_is_counted_and_its_hash_is_told()
    {
        await using var harness = await StartAsync(All("deny"));
        harness.AddPending("1");
        await harness.RunAsync();
        var health = harness.Services.GetRequiredService<DaemonHealth>();

        Assert.Contains("tatumkms_policy_decisions_total{effect=\"deny\"} 1\n", health.ToMetrics(), StringComparison.Ordinal);
        Assert.Contains($"\"policy\": \"{harness.Services.GetRequiredService<CurrentPolicy>().Loaded!.Hash}\"", System.Text.Encoding.UTF8.GetString(health.ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_says_which_rule_let_a_transaction_pass_and_who_approved_it()
    {
        await using var harness = await StartAsync(All("requireApproval"));
        harness.AddPending("7");
        await harness.RunAsync();
        var hash = harness.Services.GetRequiredService<CurrentPolicy>().Loaded!.Hash;
        harness.Restart();

        var facts = SignedFacts.Of(Assert.Single(harness.Services.GetRequiredService<ISigningJournal>().TakeFacts()));

        Assert.Equal((hash, true), (facts.Consent.PolicyHash, facts.Consent.IsApproved));
        Assert.Equal(["all"], facts.Consent.DecidedBy);
        Assert.Equal([Sats(7)], facts.Request.Payments);
    }

    private static string All(string effect) => $$"""{"version": 1, "rules": [{"name": "all", "effect": "{{effect}}"}]}""";

    private static TransactionDescription Paying(PendingTransaction transaction) => new(
        [], [new Payment(Alice, new Amount(long.Parse(transaction.SerializedTransaction, System.Globalization.CultureInfo.InvariantCulture), 8, "BTC"))], null, []);

    /// <summary>A second pair of eyes that approves after something has happened.</summary>
    private static ApprovalServer Approving(Action meanwhile) => new()
    {
        Behaviour = async (_, _, stream, token) =>
        {
            meanwhile();
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token);
        },
    };

    private async Task<Harness> StartAsync(string policy)
    {
        File.WriteAllText(PolicyPath, policy);
        var harness = await Harness.StartAsync();
        harness.Chain.DescriptionOf = Paying;
        harness.Options = harness.Options with { PolicyPath = PolicyPath, ExternalUrl = harness.Sandbox.ApprovalUrl };
        return harness;
    }
}
