using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class SenseTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"chain": ["BTC", "ETH"]}""", """{"chain": "ETH", "network": "mainnet"}""")]
    [InlineData("""{"wallet": ["label:a", "label:b"]}""", """{"wallet": "label:a"}""")]
    [InlineData("""{"wallet": ["6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11"]}""", """{"wallet": "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11"}""")]
    [InlineData("""{"asset": "BTC"}""", """{"asset": "BTC", "contract": "x", "method": "y", "danger": "opaque"}""")]
    [InlineData("""{"amount": {"max": "1 BTC"}}""", """{"amount": {"max": "1 BTC"}, "chain": "BTC"}""")]
    [InlineData("""{"fee": {"max": "1 BTC"}}""", """{"fee": {"max": "1 BTC"}, "chain": "BTC"}""")]
    [InlineData("""{"destination": ["x", "y"]}""", """{"destination": "x"}""")]
    public void A_rule_that_a_stricter_or_an_earlier_one_includes_is_found(string wide, string narrow)
    {
        const string Expected = "The rule 'narrow' never decides: 'wide' applies to all that it applies to.";

        Assert.Contains(Expected, OfRules(Rule(wide, "allow", "wide"), Rule(narrow, "allow", "narrow"), Rule("{}", "hold", "h")).Findings().Concat(OfRules(Rule(wide, "allow", "wide"), Rule(narrow, "allow", "narrow")).Findings()));
        Assert.Contains(Expected, OfRules(Rule(narrow, "allow", "narrow"), Rule(wide, "deny", "wide")).Findings());
    }

    [Fact]
    public void Of_two_rules_that_say_the_same_the_later_one_is_found()
    {
        Assert.Equal(
            ["The rule 'later' never decides: 'earlier' applies to all that it applies to."],
            OfRules(Rule("{}", "allow", "earlier"), Rule("{}", "allow", "later")).Findings());
    }

    [Theory]
    [InlineData("""{"chain": "BTC"}""", "{}")]
    [InlineData("""{"chain": "BTC"}""", """{"chain": ["BTC", "ETH"]}""")]
    [InlineData("""{"network": "testnet"}""", """{"network": "mainnet"}""")]
    [InlineData("""{"asset": "BTC"}""", """{"asset": "ETH"}""")]
    [InlineData("""{"destination": "x"}""", """{"destination": "y"}""")]
    [InlineData("""{"contract": "x"}""", """{"contract": "y"}""")]
    [InlineData("""{"method": "x"}""", """{"method": "y"}""")]
    [InlineData("""{"danger": "opaque"}""", """{"chain": "BTC"}""")]
    [InlineData("""{"wallet": "label:a"}""", "{}")]
    [InlineData("""{"wallet": "label:a"}""", """{"wallet": "label:b"}""")]
    [InlineData("""{"wallet": "label:a"}""", """{"wallet": "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11"}""")]
    [InlineData("""{"amount": {"max": "1 BTC"}}""", """{"amount": {"max": "2 BTC"}}""")]
    [InlineData("""{"fee": {"max": "1 BTC"}}""", """{"fee": {"max": "2 BTC"}}""")]
    [InlineData("""{"time": {"days": ["mon"]}}""", """{"time": {"days": ["mon"]}}""")]
    public void A_rule_that_can_decide_is_not_found(string first, string second)
    {
        Assert.Empty(OfRules(Rule(first, "deny", "first"), Rule(second, "allow", "second")).Findings());
    }

    [Fact]
    public void A_milder_rule_hides_no_stricter_one()
    {
        Assert.Empty(OfRules(Rule("{}", "allow", "all"), Rule("""{"chain": "BTC"}""", "hold", "bitcoin")).Findings());
    }

    [Fact]
    public void A_policy_that_permits_nothing_is_found()
    {
        Assert.Equal(["No rule permits anything: every transaction is denied."], OfRules().Findings());
        Assert.Equal(["No rule permits anything: every transaction is denied."], OfRules(Rule("{}", "deny")).Findings());
    }

    [Fact]
    public void Empty_lists_and_rules_about_them_are_found()
    {
        var findings = Facts.Policy($$"""{"version": 1, "lists": {"us": []}, "rules": [{{Rule("""{"destination": "list:us"}""")}}, {{Rule("""{"chain": "BTC"}""", "allow", "b")}}]}""").Findings();

        Assert.Equal(["The list 'us' is empty.", "The rule 'rule' names only lists that are empty; it never applies."], findings);
    }

    [Theory]
    [InlineData("""{"chain": "BTC", "asset": "ETH"}""", true)]
    [InlineData("""{"chain": "BTC", "amount": {"max": "1 USDT"}}""", true)]
    [InlineData("""{"chain": "BTC", "asset": ["ETH", "BTC"]}""", false)]
    [InlineData("""{"chain": "ETH", "amount": {"max": "1 USDT"}}""", false)]
    public void An_asset_that_is_on_none_of_the_chains_is_found(string when, bool found)
    {
        Assert.Equal(found ? ["The rule 'rule' names an asset that is on none of its chains; it never applies."] : [], OfRules(Rule(when)).Findings());
    }

    [Theory]
    [InlineData("unlimitedApproval", "allowUnlimitedApprovals")]
    [InlineData("unknownMethod", "allowUnknownMethods")]
    [InlineData("accountTakeover", "allowAccountTakeover")]
    public void A_permission_of_a_danger_that_the_limits_deny_is_found(string danger, string name)
    {
        string Text(string limits) => $$"""{{Rules}}[{{Rule($$"""{"danger": "{{danger}}"}""")}}], "limits": {{limits}}}""";

        Assert.Equal(["The rule 'rule' permits a danger that the limits deny."], Facts.Policy(Text("{}")).Findings());
        Assert.Empty(Facts.Policy(Text($$"""{"{{name}}": true}""")).Findings());
        Assert.Empty(OfRules(Rule("""{"danger": "opaque"}""")).Findings());
    }

    [Fact]
    public void A_permission_for_destinations_that_the_limits_deny_is_found()
    {
        string Text(string limits) => $$"""{{Rules}}[{{Rule("""{"destination": ["x", "y"]}""")}}], "limits": {{limits}}}""";

        Assert.Equal(["The rule 'rule' names only destinations that the limits deny."], Facts.Policy(Text("""{"deniedDestinations": ["x", "y"]}""")).Findings());
        Assert.Equal(["The rule 'rule' names no destination that the limits allow."], Facts.Policy(Text("""{"allowedDestinations": ["z"]}""")).Findings());
        Assert.Empty(Facts.Policy(Text("""{"allowedDestinations": ["x"], "deniedDestinations": ["y"]}""")).Findings());
    }
}
