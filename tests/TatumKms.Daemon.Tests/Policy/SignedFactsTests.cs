using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public sealed class SignedFactsTests
{
    private static readonly Consent Rule = new("0123abcd", ["small", "prizes"], IsApproved: true);

    private static readonly PolicyRequest Everything = Ethereum(Dollars(5), Ether(1)) with
    {
        Signers = [new PolicySigner(Wallet, "hot \"one\""), new PolicySigner(Other, null)],
        Calls = [Approve(7), Transfer(), new ContractCall("c", null, null)],
        Fee = new PolicyFee(new Amount(21, 18, "ETH"), 5),
        Dangers = [DangerKind.UnlimitedApproval, DangerKind.UnknownMethod, DangerKind.AccountTakeover, DangerKind.Opaque],
    };

    [Fact]
    public void Facts_are_read_as_they_were_written()
    {
        var read = Reread(Everything);

        Assert.Equal((Now, Everything.PendingId, Everything.Chain, Everything.Network), (read.Time, read.Request.PendingId, read.Request.Chain, read.Request.Network));
        Assert.Equal(Everything.Signers, read.Request.Signers);
        Assert.Equal(Everything.Payments, read.Request.Payments);
        Assert.Equal(Everything.Outflows, read.Request.Outflows);
        Assert.Equal(Everything.Fee, read.Request.Fee);
        Assert.Equal(Everything.Dangers, read.Request.Dangers);
        Assert.Equal(["approve(address,uint256)", "transfer(address,uint256)", null], read.Request.Calls.Select(call => call.Method));
        Assert.Equal(["0x095ea7b3", "0xa9059cbb", null], read.Request.Calls.Select(call => call.Selector));
        Assert.Equal([Usdt, Usdt, "c"], read.Request.Calls.Select(call => call.Contract));
        Assert.Equal([false, true, false], read.Request.Calls.Select(call => call.IsTransfer));
        Assert.Equal([Router, Eve], read.Request.Calls.SelectMany(call => call.Parties));
        Assert.Equal((Rule.PolicyHash, Rule.IsApproved), (read.Consent.PolicyHash, read.Consent.IsApproved));
        Assert.Equal(Rule.DecidedBy, read.Consent.DecidedBy);
    }

    [Fact]
    public void A_policy_decides_about_facts_that_were_read_as_about_those_that_were_written()
    {
        foreach (var limits in new[] { "{}", """{"perTransaction": [{"max": "4 USDT"}]}""", """{"fees": [{"max": "20 wei"}]}""", """{"allowUnlimitedApprovals": true, "allowUnknownMethods": true, "allowAccountTakeover": true}""" })
        {
            var (before, after) = (OfLimits(limits).Evaluate(Everything, Nothing, Now), OfLimits(limits).Evaluate(Reread(Everything).Request, Nothing, Now));

            Assert.Equal((before.Effect, before.Sentence), (after.Effect, after.Sentence));
        }
    }

    [Fact]
    public void A_transaction_that_does_nothing_has_facts_too()
    {
        var read = SignedFacts.Of(Entry(new SignedFacts(Now, On("BTC") with { Signers = [] }, new Consent(null, [], IsApproved: false)).ToJson()));

        Assert.Empty(read.Request.Payments);
        Assert.Null(read.Request.Fee);
        Assert.Equal((null, false), (read.Consent.PolicyHash, read.Consent.IsApproved));
    }

    [Fact]
    public void What_others_may_take_is_written_and_what_is_the_signers_own_is_not()
    {
        var own = Approve(7) with { Allowances = [new Payment(Router, new Amount(1, 0, "units"), IsOwn: true)] };

        Assert.Empty(Assert.Single(Reread(Ethereum() with { Calls = [own] }).Request.Calls).Allowances);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"signedAt": 1, "consent": {"approved": true}}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00"}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": "yes"}}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": true, "by": [null]}}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": true, "policy": null}}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": true}, "dangers": ["other"]}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": true}, "wallets": [{"id": "x"}]}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": true}, "calls": [{"contract": "c", "transfer": false, "parties": [null]}]}""")]
    [InlineData("""{"signedAt": "2026-11-20T12:00:00+00:00", "consent": {"approved": true}, "payments": [{"to": "x", "symbol": "BTC", "decimals": 8, "units": "1.5"}]}""")]
    public void What_are_no_facts_is_not_read_as_such(string? json)
    {
        Assert.Throws<FormatException>(() => SignedFacts.Of(Entry(json)));
    }

    private static SignedFacts Reread(PolicyRequest request) => SignedFacts.Of(Entry(new SignedFacts(Now, request, Rule).ToJson()) with { Chain = request.Chain });

    private static JournalEntry Entry(string? facts)
    {
        var transaction = new SignedTransaction("tx", "");
        return new JournalEntry("p1", ChainId.Parse("BTC"), Network.Mainnet, "digest", transaction, new Delivery.Broadcast("/"), JournalState.Signed) { Facts = facts };
    }
}
