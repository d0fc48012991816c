using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class PolicyRehearsalTests
{
    [Fact]
    public void What_the_policy_denies_does_not_count()
    {
        var policy = OfLimits("""{"windows": [{"window": "24h", "max": "100 sat"}]}""");

        Assert.Equal(
            [PolicyEffect.Deny, PolicyEffect.Allow, PolicyEffect.Deny],
            Effects(policy, Signed("a", 101, 0), Signed("b", 100, 1), Signed("c", 1, 2)));
    }

    [Fact]
    public void What_the_policy_wants_approved_counts_as_approved()
    {
        var policy = Facts.Policy($$"""{{Rules}}[{{Rule("{}", "requireApproval")}}], "limits": {"windows": [{"window": "24h", "max": "100 sat"}]} }""");

        Assert.Equal([PolicyEffect.RequireApproval, PolicyEffect.Deny], Effects(policy, Signed("a", 60, 0), Signed("b", 60, 1)));
    }

    [Fact]
    public void A_destination_waits_from_when_it_was_first_named_and_what_is_held_meanwhile_does_not_count()
    {
        var policy = OfLimits("""{"firstUseDelay": "2h", "windows": [{"window": "24h", "max": "100 sat"}]}""");

        Assert.Equal(
            [PolicyEffect.Hold, PolicyEffect.Hold, PolicyEffect.Allow],
            Effects(policy, Signed("a", 100, 0), Signed("b", 100, 119), Signed("c", 100, 120)));
    }

    [Fact]
    public void What_a_rule_holds_is_no_payment_that_makes_its_destination_known()
    {
        var policy = Facts.Policy($$"""{{Rules}}[{{Rule("""{"amount": {"min": "100 sat"}}""", "hold", "large")}}, {{Rule("{}", name: "all")}}], "limits": {"firstUseDelay": "2h"} }""");

        var decisions = PolicyRehearsal.Run(policy, [Signed("a", 100, 0), Signed("b", 1, 60)]).Select(pair => pair.Decision).ToArray();

        Assert.Equal(["large", "firstUseDelay"], decisions[0].DecidedBy);
        Assert.Equal(PolicyEffect.Hold, decisions[1].Effect);
        Assert.Equal(Now.AddHours(2), decisions[1].HoldUntil);
    }

    [Fact]
    public void What_was_allowed_makes_its_destination_known()
    {
        var policy = OfLimits("""{"firstUseDelay": "2h"}""");

        var decisions = PolicyRehearsal.Run(policy, [Signed("a", 1, 0), Signed("b", 1, 120), Signed("c", 1, 121)]).Select(pair => pair.Decision).ToArray();

        Assert.Equal([PolicyEffect.Hold, PolicyEffect.Allow, PolicyEffect.Allow], decisions.Select(decision => decision.Effect));
        Assert.Equal([1, 0, 0], decisions.Select(decision => decision.NewDestinations.Count));
    }

    [Fact]
    public void Each_transaction_gets_its_decision_in_their_order()
    {
        SignedFacts[] signed = [Signed("a", 1, 0), Signed("b", 2, 1)];

        Assert.Equal(signed, PolicyRehearsal.Run(OfLimits("{}"), signed).Select(pair => pair.Facts));
    }

    private static IEnumerable<PolicyEffect> Effects(PolicyDocument policy, params SignedFacts[] signed) =>
        PolicyRehearsal.Run(policy, signed).Select(pair => pair.Decision.Effect);

    private static SignedFacts Signed(string id, int satoshi, int minutes) =>
        new(Now.AddMinutes(minutes), Bitcoin(Sats(satoshi)) with { PendingId = id }, new Consent(null, [], IsApproved: true));
}
