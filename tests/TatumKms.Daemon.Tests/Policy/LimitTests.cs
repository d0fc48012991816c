using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class LimitTests
{
    [Theory]
    [InlineData("allowUnlimitedApprovals", DangerKind.UnlimitedApproval)]
    [InlineData("allowUnknownMethods", DangerKind.UnknownMethod)]
    [InlineData("allowAccountTakeover", DangerKind.AccountTakeover)]
    public void A_danger_is_denied_by_default_whatever_the_rules_say(string name, DangerKind danger)
    {
        var request = Ethereum() with { Calls = [Approve(1)], Dangers = [danger] };

        var denied = OfLimits("{}").Evaluate(request, Nothing, Now);

        Assert.Equal(PolicyEffect.Deny, denied.Effect);
        Assert.Equal([name], denied.DecidedBy);
        Assert.Equal(PolicyEffect.Allow, OfLimits($$"""{"{{name}}": true}""").Effect(request));
    }

    [Fact]
    public void The_payments_of_a_transaction_are_added_up()
    {
        var policy = OfLimits("""{"perTransaction": [{"max": "10 sat"}]}""");

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Bitcoin(Sats(4), Sats(6, Bob))));
        var decision = policy.Evaluate(Bitcoin(Sats(4), Sats(7, Bob)), Nothing, Now);
        Assert.Equal(["perTransaction[0]"], decision.DecidedBy);
        Assert.Contains("it pays 0.00000011 BTC, more than the 0.0000001 BTC of a transaction", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_call_lets_others_take_counts_as_paid()
    {
        var policy = OfLimits("""{"perTransaction": [{"max": "10 USDT"}]}""");

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum() with { Calls = [Approve(10)] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [Approve(11)] }));
        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum() with { Calls = [Approve(11) with { Allowances = [Approve(11).Allowances[0] with { IsOwn = true }] }] }));
    }

    [Fact]
    public void An_amount_that_cannot_be_told_breaks_the_limit()
    {
        var request = Bitcoin(new PolicyPayment(Alice, null, new Amount(1, 99, "BTC")));

        Assert.Contains("cannot be told", OfLimits("""{"perTransaction": [{"max": "10 BTC"}]}""").Evaluate(request, Nothing, Now).Sentence, StringComparison.Ordinal);
        Assert.Contains("cannot be told", OfLimits("""{"windows": [{"window": "1h", "max": "10 BTC"}]}""").Evaluate(request, Nothing, Now).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"max": "1 sat", "chain": "ETH"}""")]
    [InlineData("""{"max": "1 sat", "network": "testnet"}""")]
    [InlineData("""{"max": "1 sat", "wallet": "label:cold"}""")]
    [InlineData("""{"max": "1 sat", "destination": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"}""")]
    [InlineData("""{"max": "1 ETH"}""")]
    public void A_limit_is_about_its_scope_alone(string limit)
    {
        Assert.Equal(PolicyEffect.Allow, OfLimits($$"""{"perTransaction": [{{limit}}]}""").Effect(Bitcoin(Sats(2))));
    }

    [Fact]
    public void Of_several_signers_one_in_the_scope_is_enough_and_none_at_all_is_too()
    {
        var policy = OfLimits("""{"perTransaction": [{"max": "1 sat", "wallet": "label:hot"}]}""");

        Assert.Equal(PolicyEffect.Deny, policy.Effect(Bitcoin(Sats(2)) with { Signers = [new PolicySigner(Other, null), new PolicySigner(Wallet, "hot")] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Bitcoin(Sats(2)) with { Signers = [] }));
        Assert.Equal(PolicyEffect.Allow, policy.Effect(Bitcoin(Sats(2)) with { Signers = [new PolicySigner(Other, null)] }));
    }

    [Theory]
    [InlineData("""{"max": "10 sat"}""", 10, 100, true)]
    [InlineData("""{"max": "10 sat"}""", 11, 100, false)]
    [InlineData("""{"maxPercent": "10 %"}""", 10, 100, true)]
    [InlineData("""{"maxPercent": "10 %"}""", 11, 100, false)]
    [InlineData("""{"maxPercent": "10 %"}""", 11, 0, true)]
    [InlineData("""{"maxPercent": "10 %", "max": "10 sat"}""", 11, 0, false)]
    [InlineData("""{"max": "1 sat", "chain": "ETH"}""", 11, 100, true)]
    [InlineData("""{"max": "1 wei"}""", 11, 100, true)]
    [InlineData("""{"max": "1 ETH", "chain": "BTC"}""", 11, 100, false)]
    public void A_fee_is_limited_absolutely_and_in_percent(string limit, int fee, int spent, bool allowed)
    {
        var request = Bitcoin(Sats(spent)) with { Fee = new PolicyFee(new Amount(fee, 8, "BTC"), spent) };

        Assert.Equal(allowed ? PolicyEffect.Allow : PolicyEffect.Deny, OfLimits($$"""{"fees": [{{limit}}]}""").Effect(request));
    }

    [Fact]
    public void A_transaction_that_sets_no_fee_breaks_no_limit_of_fees()
    {
        Assert.Equal(PolicyEffect.Allow, OfLimits("""{"fees": [{"max": "1 sat"}]}""").Effect(Bitcoin(Sats(1))));
    }

    [Fact]
    public void A_fee_limit_says_what_it_is()
    {
        var request = Bitcoin(Sats(100)) with { Fee = new PolicyFee(new Amount(50, 8, "BTC"), 100) };

        Assert.Contains(
            "the limit 'fees[0]' is broken: the fee, 0.0000005 BTC, is more than 0.0000001 BTC or 2.5 %",
            OfLimits("""{"fees": [{"max": "10 sat", "maxPercent": "2.5 %"}]}""").Evaluate(request, Nothing, Now).Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_paid_who_is_denied_or_not_among_the_allowed()
    {
        var denied = OfLimits($$"""{"deniedDestinations": ["{{Eve}}", "{{Router}}"]}""");
        Assert.Equal(["deniedDestinations"], denied.Evaluate(Ethereum(Ether(1)), Nothing, Now).DecidedBy);
        Assert.Equal(PolicyEffect.Allow, denied.Effect(Ethereum(Ether(1, Mallory))));
        Assert.Equal(PolicyEffect.Deny, denied.Effect(Ethereum() with { Calls = [Approve(1)] }));
        Assert.Equal(PolicyEffect.Deny, denied.Effect(Ethereum() with { Calls = [new ContractCall(Router, null, "x()")] }));
        Assert.Equal(PolicyEffect.Deny, denied.Effect(Ethereum() with { Calls = [new ContractCall(Mallory, null, "x()") { Parties = [Eve] }] }));

        var allowed = OfLimits($$"""{"allowedDestinations": ["{{Eve}}"]}""");
        Assert.Equal(PolicyEffect.Allow, allowed.Effect(Ethereum(Ether(1))));
        Assert.Equal(["allowedDestinations"], allowed.Evaluate(Ethereum(Ether(1), Ether(1, Mallory)), Nothing, Now).DecidedBy);
        Assert.Equal(PolicyEffect.Deny, allowed.Effect(Ethereum() with { Calls = [Approve(1)] }));
    }

    [Fact]
    public void The_destinations_of_limits_are_meant_in_whatever_case_a_transaction_writes_them()
    {
        var loud = Alice.ToUpperInvariant();

        Assert.Equal(PolicyEffect.Allow, OfLimits($$"""{"allowedDestinations": ["{{Alice}}"]}""").Effect(Bitcoin(Sats(1, loud))));
        Assert.Equal(PolicyEffect.Deny, OfLimits($$"""{"deniedDestinations": ["{{Alice}}"]}""").Effect(Bitcoin(Sats(1, loud))));
        Assert.Equal(PolicyEffect.Deny, OfLimits($$"""{"perTransaction": [{"max": "1 sat", "destination": "{{Alice}}"}]}""").Effect(Bitcoin(Sats(2, loud))));
    }

    [Theory]
    [InlineData(5, "more than the 0.00000001 BTC of a transaction.")]
    [InlineData(7, "; and 2 more reasons.")]
    public void More_reasons_than_five_are_counted(int count, string end)
    {
        var limits = string.Join(",", Enumerable.Repeat("""{"max": "1 sat"}""", count));

        Assert.EndsWith(end, OfLimits($$"""{"perTransaction": [{{limits}}]}""").Evaluate(Bitcoin(Sats(2)), Nothing, Now).Sentence, StringComparison.Ordinal);
    }
}
