using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class WindowTests
{
    [Theory]
    [InlineData("1h", 59, true)]
    [InlineData("1h", 60, false)]
    [InlineData("24h", 1439, true)]
    [InlineData("24h", 1440, false)]
    [InlineData("7d", 10_079, true)]
    [InlineData("7d", 10_080, false)]
    public void What_was_signed_counts_until_the_window_has_passed(string window, int minutes, bool counts)
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)), Now.AddMinutes(-minutes), "before")], []);

        var effect = OfLimits($$"""{"windows": [{"window": "{{window}}", "max": "10 sat"}]}""").Evaluate(Bitcoin(Sats(5)), history, Now).Effect;

        Assert.Equal(counts ? PolicyEffect.Deny : PolicyEffect.Allow, effect);
    }

    [Theory]
    [InlineData("1h", "an hour")]
    [InlineData("24h", "24 hours")]
    [InlineData("7d", "7 days")]
    public void The_sentence_says_how_much_and_how_often(string window, string words)
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)), Now, "before")], []);

        var amount = OfLimits($$"""{"windows": [{"name": "w", "window": "{{window}}", "max": "10 sat"}]}""").Evaluate(Bitcoin(Sats(5)), history, Now);
        var count = OfLimits($$"""{"windows": [{"window": "{{window}}", "maxCount": 1}]}""").Evaluate(Bitcoin(Sats(5)), history, Now);

        Assert.Equal(["w"], amount.DecidedBy);
        Assert.Contains($"with it, 0.00000011 BTC would be paid in {words}, more than 0.0000001 BTC", amount.Sentence, StringComparison.Ordinal);
        Assert.Contains($"it would be transaction number 2 in {words}, of at most 1", count.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_the_limit_may_be_spent()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)), Now, "before")], []);

        Assert.Equal(PolicyEffect.Allow, OfLimits("""{"windows": [{"window": "1h", "max": "10 sat", "maxCount": 2}]}""").Evaluate(Bitcoin(Sats(4)), history, Now).Effect);
    }

    [Fact]
    public void A_transaction_that_pays_none_of_the_asset_is_not_stopped_by_its_amount()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(60)), Now, "before")], []);

        Assert.Equal(PolicyEffect.Allow, OfLimits("""{"windows": [{"window": "1h", "max": "10 sat"}]}""").Evaluate(Ethereum(Ether(1)), history, Now).Effect);
    }

    [Fact]
    public void The_same_transaction_asked_about_again_does_not_count_twice()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)), Now, "p1")], []);

        Assert.Equal(PolicyEffect.Allow, OfLimits("""{"windows": [{"window": "1h", "max": "10 sat", "maxCount": 1}]}""").Evaluate(Bitcoin(Sats(6)), history, Now).Effect);
    }

    [Fact]
    public void What_was_paid_before_and_cannot_be_told_stops_what_comes_after()
    {
        var history = new PolicyHistory([Spent(Bitcoin(new PolicyPayment(Alice, null, new Amount(1, 99, "BTC"))), Now, "before"), Spent(Bitcoin(Sats(1)), Now, "then")], []);

        Assert.Equal(PolicyEffect.Deny, OfLimits("""{"windows": [{"window": "1h", "max": "10 BTC"}]}""").Evaluate(Bitcoin(Sats(1)), history, Now).Effect);
    }

    [Fact]
    public void A_clock_that_was_put_back_lifts_no_limit()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)), Now.AddDays(30), "before")], []);

        Assert.Equal(PolicyEffect.Deny, OfLimits("""{"windows": [{"window": "1h", "max": "10 sat"}]}""").Evaluate(Bitcoin(Sats(5)), history, Now).Effect);
    }

    [Theory]
    [InlineData("""{"chain": "ETH"}""")]
    [InlineData("""{"network": "testnet"}""")]
    [InlineData("""{"wallet": "label:cold"}""")]
    public void Transactions_outside_of_the_scope_do_not_count(string scope)
    {
        var limit = scope.Replace("}", """, "window": "1h", "maxCount": 0}""", StringComparison.Ordinal);

        Assert.Equal(PolicyEffect.Allow, OfLimits($$"""{"windows": [{{limit}}]}""").Evaluate(Bitcoin(Sats(5)), Nothing, Now).Effect);
        Assert.Equal(PolicyEffect.Deny, OfLimits("""{"windows": [{"window": "1h", "maxCount": 0}]}""").Evaluate(Bitcoin(Sats(5)), Nothing, Now).Effect);
    }

    [Fact]
    public void Signed_transactions_of_another_scope_do_not_count()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)) with { Network = Network.Testnet }, Now, "a"), Spent(Bitcoin(Sats(6)) with { Signers = [new PolicySigner(Other, "cold")] }, Now, "b")], []);

        Assert.Equal(PolicyEffect.Allow, OfLimits("""{"windows": [{"window": "1h", "max": "10 sat", "maxCount": 1, "network": "mainnet", "wallet": "label:hot"}]}""").Evaluate(Bitcoin(Sats(6)), history, Now).Effect);
    }

    [Fact]
    public void A_limit_for_each_wallet_counts_each_wallet_by_itself()
    {
        var policy = OfLimits("""{"windows": [{"window": "1h", "max": "10 sat", "each": "wallet"}]}""");
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)) with { Signers = [new PolicySigner(Other, null)] }, Now, "before")], []);

        Assert.Equal(PolicyEffect.Allow, policy.Evaluate(Bitcoin(Sats(5)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Deny, policy.Evaluate(Bitcoin(Sats(5)) with { Signers = [new PolicySigner(Wallet, null), new PolicySigner(Other, null)] }, history, Now).Effect);
    }

    [Fact]
    public void A_limit_for_each_wallet_of_some_is_not_about_the_others()
    {
        var policy = OfLimits("""{"windows": [{"window": "1h", "max": "10 sat", "each": ["wallet"], "wallet": "label:hot"}]}""");
        var both = Bitcoin(Sats(5)) with { Signers = [new PolicySigner(Wallet, "hot"), new PolicySigner(Other, null)] };
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)) with { Signers = [new PolicySigner(Other, null)] }, Now, "before")], []);

        Assert.Equal(PolicyEffect.Allow, policy.Evaluate(both, history, Now).Effect);
    }

    [Fact]
    public void A_limit_for_each_destination_counts_each_destination_by_itself()
    {
        var policy = OfLimits("""{"windows": [{"window": "1h", "max": "10 sat", "maxCount": 1, "each": "destination"}]}""");
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6, Bob)), Now, "before")], []);

        Assert.Equal(PolicyEffect.Allow, policy.Evaluate(Bitcoin(Sats(10)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Deny, policy.Evaluate(Bitcoin(Sats(1), Sats(4, Bob)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Deny, policy.Evaluate(Bitcoin(Sats(4), Sats(7)), history, Now).Effect);
    }

    [Fact]
    public void A_count_for_a_destination_is_about_transactions_that_pay_it()
    {
        var policy = OfLimits($$"""{"windows": [{"window": "1h", "maxCount": 1, "destination": "{{Bob}}"}]}""");
        var history = new PolicyHistory([Spent(Bitcoin(Sats(1, Bob)), Now, "b"), Spent(Bitcoin(Sats(1)), Now, "a")], []);

        Assert.Equal(PolicyEffect.Allow, policy.Evaluate(Bitcoin(Sats(1)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Deny, policy.Evaluate(Bitcoin(Sats(1, Bob)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Allow, policy.Evaluate(Bitcoin(Sats(1, Bob)), new PolicyHistory([Spent(Bitcoin(Sats(1)), Now, "a")], []), Now).Effect);
    }
}
