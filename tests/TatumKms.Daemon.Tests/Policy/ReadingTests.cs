using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class ReadingTests
{
    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        var policy = Facts.Policy("""
            // A policy.
            { "version": 1, /* nothing */ "rules": [ {"name": "a", "effect": "allow",}, ], }
            """);

        Assert.Equal(1, policy.RuleCount);
    }

    [Fact]
    public void A_mistake_is_named_with_its_line_and_column()
    {
        var problem = Assert.Throws<KmsException>(() => Facts.Policy("{\n  \"version\": 1,\n  \"rules\": [],\n  /* é */ \"rulez\": []\n}"));

        Assert.Equal(KmsError.Configuration, problem.Error);
        Assert.Equal("policy.json, line 4, column 11: 'rulez' is not known here; known are assets, limits, lists, rules, version.", problem.Message);
        Assert.Contains("docs/policy.md", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1, column 1: this is not JSON")]
    [InlineData("{", "line 1, column 2: this is not JSON")]
    [InlineData("[]", "A policy must be an object")]
    [InlineData("null", "null has no meaning here")]
    [InlineData("""{"version": 1, "rules": []} x""", "this is not JSON")]
    [InlineData("""{"version": 1, "version": 1, "rules": []}""", "line 1, column 16: 'version' stands here a second time")]
    [InlineData("""{"rules": []}""", "'version' is missing")]
    [InlineData("""{"version": 2, "rules": []}""", "'version' must be a whole number from 1 to 1")]
    [InlineData("""{"version": 0, "rules": []}""", "'version' must be a whole number from 1 to 1")]
    [InlineData("""{"version": 1.0, "rules": []}""", "'version' must be a whole number")]
    [InlineData("""{"version": "1", "rules": []}""", "'version' must be a whole number")]
    [InlineData("""{"version": 1}""", "'rules' is missing")]
    [InlineData("""{"version": 1, "rules": {}}""", "'rules' must be a list")]
    [InlineData("""{"version": 1, "rules": [1]}""", "A rule must be an object")]
    [InlineData("""{"version": 1, "rules": [], "limits": []}""", "'limits' must be an object")]
    [InlineData("""{"version": 1, "rules": [], "lists": {"a": "x"}}""", "A list must be a list")]
    [InlineData("""{"version": 1, "rules": [], "lists": {"a": [""]}}""", "A destination must be a text in quotes that is not empty")]
    [InlineData("""{"version": 1, "rules": [], "lists": {"a": [1]}}""", "A destination must be a text in quotes: a number could lose digits")]
    [InlineData("""{"version": 1, "rules": [], "assets": {"ETH": {"chain": "ETH", "contract": "0x1", "decimals": 6}}}""", "'ETH' is the name of a coin already")]
    [InlineData("""{"version": 1, "rules": [], "assets": {"wei": {"chain": "ETH", "contract": "0x1", "decimals": 6}}}""", "'wei' is the name of a coin already")]
    [InlineData("""{"version": 1, "rules": [], "assets": {"T": {"chain": "ETH", "contract": "0x1", "decimals": 37}}}""", "'decimals' must be a whole number from 0 to 36")]
    [InlineData("""{"version": 1, "rules": [], "assets": {"T": {"chain": "XRP", "contract": "USD.r", "decimals": 6}}}""", "amounts on XRP say their own decimals; leave 'decimals' out")]
    [InlineData("""{"version": 1, "rules": [], "assets": {"T": {"chain": "ETH", "contract": "0x1"}}}""", "'decimals' is missing")]
    [InlineData("""{"version": 1, "rules": [], "assets": {"T": {"chain": "ETH", "contract": "0x1", "decimals": 6, "x": 1}}}""", "'x' is not known here")]
    public void What_is_no_policy_is_refused(string json, string part) => Refused(json, part);

    [Theory]
    [InlineData("""{"effect": "allow"}""", "'name' is missing")]
    [InlineData("""{"name": "", "effect": "allow"}""", "A name must be a text in quotes that is not empty")]
    [InlineData("""{"name": "12345678901234567890123456789012345678901234567890123456789012345", "effect": "allow"}""", "a name has 64 characters at most")]
    [InlineData("""{"name": "a"}""", "'effect' is missing")]
    [InlineData("""{"name": "a", "effect": "permit"}""", "an effect is allow, deny, requireApproval or hold")]
    [InlineData("""{"name": "a", "effect": "allow", "if": {}}""", "'if' is not known here")]
    [InlineData("""{"name": "a", "effect": "allow"}, {"name": "a", "effect": "deny"}""", "there is a rule 'a' before")]
    public void A_rule_that_is_wrong_is_refused(string rules, string part) => Refused($"{Rules}[{rules}]}}", part);

    [Theory]
    [InlineData("""{"chains": "BTC"}""", "'chains' is not known here")]
    [InlineData("""{"chain": "btc"}""", "there is no chain 'btc'; known are ADA, ALGO, BCH")]
    [InlineData("""{"chain": []}""", "'chain' is an empty list")]
    [InlineData("""{"chain": true}""", "A chain must be a text in quotes")]
    [InlineData("""{"network": "main"}""", "a network is mainnet or testnet")]
    [InlineData("""{"wallet": "hot"}""", "'hot' is neither a signature id nor label: and a label")]
    [InlineData("""{"wallet": "label:"}""", "'label:' is neither")]
    [InlineData("""{"asset": "DOGGY"}""", "there is no asset 'DOGGY'; coins are ADA, ALGO")]
    [InlineData("""{"asset": "wei"}""", "there is no asset 'wei'")]
    [InlineData("""{"destination": "list:cold"}""", "there is no list 'cold'")]
    [InlineData("""{"amount": {}}""", "'amount' needs 'min' or 'max'")]
    [InlineData("""{"amount": {"max": 0.5}}""", "An amount must be a text in quotes: a number could lose digits")]
    [InlineData("""{"amount": {"max": 5}}""", "An amount must be a text in quotes")]
    [InlineData("""{"amount": {"max": "0.5"}}""", "'0.5' is not an amount")]
    [InlineData("""{"amount": {"max": "1e3 BTC"}}""", "is not an amount")]
    [InlineData("""{"amount": {"max": "-1 BTC"}}""", "is not an amount")]
    [InlineData("""{"amount": {"max": "1  BTC"}}""", "is not an amount")]
    [InlineData("""{"amount": {"max": "1,5 BTC"}}""", "is not an amount")]
    [InlineData("""{"amount": {"max": "1.5 wei"}}""", "there is nothing smaller than one wei")]
    [InlineData("""{"amount": {"max": "0.0000001 USDT"}}""", "USDT has 6 decimals, fewer than 0.0000001 USDT")]
    [InlineData("""{"amount": {"max": "1 XYZ"}}""", "there is no asset 'XYZ'")]
    [InlineData("""{"amount": {"min": "1 BTC", "max": "1 ETH"}}""", "'min' and 'max' are amounts of two assets")]
    [InlineData("""{"amount": {"min": "2 BTC", "max": "1 BTC"}}""", "'min' is more than 'max'")]
    [InlineData("""{"amount": {"min": "2 BTC", "most": "1 BTC"}}""", "'most' is not known here")]
    [InlineData("""{"asset": "ETH", "amount": {"min": "2 BTC"}}""", "the amount is one of BTC, but the rule is about ETH")]
    [InlineData("""{"fee": {}}""", "a fee needs 'max' or 'maxPercent'")]
    [InlineData("""{"fee": {"maxPercent": 5}}""", "A percentage must be a text in quotes")]
    [InlineData("""{"fee": {"maxPercent": "5"}}""", "'5' is not a percentage")]
    [InlineData("""{"fee": {"max": "1 USDT"}}""", "fees are paid in a chain's coin")]
    [InlineData("""{"fee": {"max": "1 BTC", "min": "1 BTC"}}""", "'min' is not known here")]
    [InlineData("""{"time": {}}""", "'time' needs 'from' and 'to', or 'days'")]
    [InlineData("""{"time": {"from": "08:00"}}""", "'from' and 'to' go together")]
    [InlineData("""{"time": {"to": "08:00"}}""", "'from' and 'to' go together")]
    [InlineData("""{"time": {"from": "8:00", "to": "09:00"}}""", "an hour is written as 08:00")]
    [InlineData("""{"time": {"from": "08:00", "to": "24:00"}}""", "an hour is written as 08:00")]
    [InlineData("""{"time": {"days": ["monday"]}}""", "a day is one of mon, tue")]
    [InlineData("""{"time": {"days": ["mon"], "zone": "Europe/Nowhere"}}""", "this machine knows no time zone 'Europe/Nowhere'")]
    [InlineData("""{"time": {"hours": 1}}""", "'hours' is not known here")]
    [InlineData("""{"danger": "fire"}""", "a danger is unlimitedApproval")]
    [InlineData("""{"method": [[]]}""", "A method must be a text in quotes")]
    [InlineData("""[]""", "'when' must be an object")]
    public void A_condition_that_is_wrong_is_refused(string when, string part) => Refused($"{Rules}[{Rule(when)}]}}", part);

    [Theory]
    [InlineData("""{"speed": 1}""", "'speed' is not known here")]
    [InlineData("""{"perTransaction": {}}""", "'perTransaction' must be a list")]
    [InlineData("""{"perTransaction": [1]}""", "A limit must be an object")]
    [InlineData("""{"perTransaction": [{"chain": "BTC"}]}""", "'max' is missing")]
    [InlineData("""{"perTransaction": [{"max": "1 BTC", "min": "1 BTC"}]}""", "'min' is not known here")]
    [InlineData("""{"windows": [{"max": "1 BTC"}]}""", "'window' is missing")]
    [InlineData("""{"windows": [{"window": "2h", "max": "1 BTC"}]}""", "a window is 1h, 24h or 7d")]
    [InlineData("""{"windows": [{"window": "1h"}]}""", "a window needs 'max' or 'maxCount'")]
    [InlineData("""{"windows": [{"window": "1h", "maxCount": -1}]}""", "'maxCount' must be a whole number from 0 to 1000000")]
    [InlineData("""{"windows": [{"window": "1h", "maxCount": 1, "each": "chain"}]}""", "'each' is wallet or destination")]
    [InlineData("""{"fees": [{"destination": "x", "max": "1 BTC"}]}""", "a fee is paid to no destination")]
    [InlineData("""{"firstUseDelay": "1w"}""", "'1w' is not a duration")]
    [InlineData("""{"firstUseDelay": 24}""", "A duration must be a text in quotes")]
    [InlineData("""{"allowUnknownMethods": "true"}""", "'allowUnknownMethods' must be true or false")]
    public void A_limit_that_is_wrong_is_refused(string limits, string part) => Refused($$"""{{Rules}}[], "limits": {{limits}}}""", part);

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("2h", 120)]
    [InlineData("3d", 4320)]
    public void A_delay_is_minutes_hours_or_days(string delay, int minutes)
    {
        var decision = OfLimits($$"""{"firstUseDelay": "{{delay}}"}""").Evaluate(Bitcoin(Sats(1)), Nothing, Now);

        Assert.Equal(Now.AddMinutes(minutes), decision.HoldUntil);
    }

    [Fact]
    public void Both_networks_can_be_named()
    {
        var policy = OfRules(Rule("""{"network": ["mainnet", "testnet"]}"""));

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Bitcoin(Sats(1)) with { Network = Network.Testnet }));
    }

    [Theory]
    [InlineData("1000 wei", 1000, true)]
    [InlineData("999 wei", 1000, false)]
    [InlineData("0.000000000000001 ETH", 1000, true)]
    public void Small_units_are_exact(string max, int wei, bool allowed)
    {
        var payment = new PolicyPayment(Eve, null, new Amount(wei, 18, "ETH"));

        Assert.Equal(allowed ? PolicyEffect.Allow : PolicyEffect.Deny, OfRules(Rule($$$"""{"amount": {"max": "{{{max}}}"}}""")).Effect(Ethereum(payment)));
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        byte[] json = [.. """{"version": 1, "rules": [{"name": """u8, (byte)'"', 0xff, (byte)'"', .. """, "effect": "allow"}]}"""u8];

        Assert.Contains("not valid UTF-8", Assert.Throws<KmsException>(() => PolicyDocument.Parse(json, "p")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_long_or_too_deep_is_refused()
    {
        Assert.Contains("longer than a mebibyte", Assert.Throws<KmsException>(() => PolicyDocument.Parse(new byte[(1 << 20) + 1], "p")).Message, StringComparison.Ordinal);
        Refused($"{new string('[', 20)}{new string(']', 20)}", "this is not JSON");
    }

    [Fact]
    public void A_file_of_a_mebibyte_is_read()
    {
        var policy = """{"version": 1, "rules": [{"name": "a", "effect": "allow"}]}""".PadRight(1 << 20);

        Assert.Equal(1, Facts.Policy(policy).RuleCount);
    }

    [Fact]
    public void The_example_is_a_policy_that_makes_sense()
    {
        var policy = PolicyDocument.Parse(Encoding.UTF8.GetBytes(PolicyExample.Text), "example");

        Assert.Equal(6, policy.RuleCount);
        Assert.Empty(policy.Findings());
    }

    private static void Refused(string json, string part) =>
        Assert.Contains(part, Assert.Throws<KmsException>(() => Facts.Policy(json)).Message, StringComparison.Ordinal);
}
