using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Approval;
using TatumKms.Daemon.Tests.Policy;

namespace TatumKms.Daemon.Tests.Approval;

public sealed class TransactionAuthorizerTests
{
    [Theory]
    [InlineData("requireApproval", typeof(SigningOutcome.Postponed), "since it was changed just now")]
    [InlineData("deny", typeof(SigningOutcome.NotApproved), "The policy denies it: no rule permits the payment")]
    [InlineData("hold", typeof(SigningOutcome.Held), "The policy holds it: the rule 'all' applies")]
    public async Task What_a_policy_allowed_a_moment_ago_gets_no_permit_of_one_that_is_stricter_now(string effect, Type outcome, string reason)
    {
        using var bed = new GateTestBed(All("allow"));
        var gate = bed.GateOf(new ClockThat(() =>
        {
            bed.WritePolicy(All(effect));
            bed.Policy.Reload();
        }));
        var approver = new Approver(ApprovalDecision.Yes);

        var (permit, what) = await AuthorizeAsync(new TransactionAuthorizer(bed.Options, gate, approver));

        Assert.Null(permit);
        Assert.IsType(outcome, what);
        Assert.Contains(reason, what.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, approver.Questions);
    }

    [Theory]
    [InlineData("deny")]
    [InlineData("hold")]
    public async Task What_the_policy_denies_or_holds_asks_nobody(string effect)
    {
        using var bed = new GateTestBed(All(effect));
        var approver = new Approver(ApprovalDecision.Yes);

        Assert.Null((await AuthorizeAsync(new TransactionAuthorizer(bed.Options, bed.Gate, approver))).Permit);
        Assert.Equal(0, approver.Questions);
    }

    [Fact]
    public async Task An_approval_gives_a_permit_that_says_so()
    {
        using var bed = new GateTestBed(All("requireApproval"));

        var (permit, outcome) = await AuthorizeAsync(new TransactionAuthorizer(bed.Options, bed.Gate, new Approver(ApprovalDecision.Yes)));

        Assert.Null(outcome);
        Assert.Contains("\"approved\":true", permit!.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_is_not_approved_and_a_later_waits_each_with_its_reason_or_one_in_its_place()
    {
        using var bed = new GateTestBed(All("requireApproval"));

        Assert.Equal(new SigningOutcome.NotApproved("p1", "too much"), await AnswerAsync(bed, ApprovalDecision.No("too much")));
        Assert.Equal(new SigningOutcome.Postponed("p1", "at lunch"), await AnswerAsync(bed, ApprovalDecision.Later("at lunch")));
        Assert.Equal(new SigningOutcome.NotApproved("p1", "Not approved."), await AnswerAsync(bed, ApprovalDecision.No("x") with { Reason = null }));
        Assert.Equal(new SigningOutcome.Postponed("p1", "Not decided yet."), await AnswerAsync(bed, ApprovalDecision.Later("x") with { Reason = null }));
    }

    private static async Task<SigningOutcome?> AnswerAsync(GateTestBed bed, ApprovalDecision answer) =>
        (await AuthorizeAsync(new TransactionAuthorizer(bed.Options, bed.Gate, new Approver(answer)))).Outcome;

    private static Task<Authorization> AuthorizeAsync(TransactionAuthorizer authorizer) => authorizer.AuthorizeAsync(
        new Prepared(
            new PendingTransaction
            {
                Id = "p1",
                Chain = ChainId.Parse("BTC"),
                Hashes = [Facts.Wallet],
                SerializedTransaction = "",
                Raw = JsonDocument.Parse("{}").RootElement,
            },
            new TransactionDescription([], [new Payment(Facts.Alice, new Amount(1, 8, "BTC"))], null, [])),
        _ => null,
        TestContext.Current.CancellationToken);

    private static string All(string effect) => $$"""{"version": 1, "rules": [{"name": "all", "effect": "{{effect}}"}]}""";

    /// <summary>A clock that has something happen when it is read first, which is while the policy decides for the first time.</summary>
    private sealed class ClockThat(Action happens) : TimeProvider
    {
        private Action? _happens = happens;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Exchange(ref _happens, null)?.Invoke();
            return Facts.Now;
        }
    }

    private sealed class Prepared(PendingTransaction pending, TransactionDescription description)
        : PreparedTransaction(pending, Network.Mainnet, description, new Delivery.Broadcast("/"));

    private sealed class Approver(ApprovalDecision answer) : ITransactionApprover
    {
        public int Questions { get; private set; }

        public Task<ApprovalDecision> DecideAsync(PreparedTransaction transaction, IReadOnlyList<string> warnings, CancellationToken cancellationToken)
        {
            Questions++;
            return Task.FromResult(answer);
        }
    }
}
