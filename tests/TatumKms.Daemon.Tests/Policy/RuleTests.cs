using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class RuleTests
{
    [Fact]
    public void What_no_rule_permits_is_denied()
    {
        var decision = OfRules(Rule("""{"chain": "ETH"}""")).Evaluate(Bitcoin(Sats(1)), Nothing, Now);

        Assert.Equal(PolicyEffect.Deny, decision.Effect);
        Assert.Empty(decision.DecidedBy);
        Assert.Equal($"The policy denies it: no rule permits the payment of 0.00000001 BTC to {Alice}.", decision.Sentence);
    }

    [Theory]
    [InlineData(PolicyEffect.Allow, "allow")]
    [InlineData(PolicyEffect.RequireApproval, "requireApproval")]
    [InlineData(PolicyEffect.Hold, "hold")]
    [InlineData(PolicyEffect.Deny, "deny")]
    public void The_strictest_rule_wins_wherever_it_stands(PolicyEffect expected, string strictest)
    {
        var effects = new[] { "allow", "requireApproval", "hold", "deny" }.TakeWhile(effect => effect != strictest).Append(strictest).ToArray();
        string[] rules = [.. effects.Select(effect => Rule("{}", effect, effect))];

        foreach (var order in new[] { rules, [.. rules.Reverse()] })
        {
            var decision = OfRules(order).Evaluate(Bitcoin(Sats(1)), Nothing, Now);

            Assert.Equal(expected, decision.Effect);
            Assert.Equal([strictest], decision.DecidedBy);
        }
    }

    [Theory]
    [InlineData("""{"chain": "BTC"}""", true)]
    [InlineData("""{"chain": ["ETH", "BTC"]}""", true)]
    [InlineData("""{"chain": "LTC"}""", false)]
    [InlineData("""{"network": "mainnet"}""", true)]
    [InlineData("""{"network": "testnet"}""", false)]
    [InlineData("""{"wallet": "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11"}""", true)]
    [InlineData("""{"wallet": "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b22"}""", false)]
    [InlineData("""{"wallet": "label:hot"}""", true)]
    [InlineData("""{"wallet": "label:cold"}""", false)]
    [InlineData("""{"asset": "BTC"}""", true)]
    [InlineData("""{"asset": ["USDT", "BTC"]}""", true)]
    [InlineData("""{"asset": "LTC"}""", false)]
    [InlineData("""{"destination": "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"}""", true)]
    [InlineData("""{"destination": "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ"}""", true)]
    [InlineData("""{"destination": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"}""", false)]
    [InlineData("""{"amount": {"max": "0.00000100 BTC"}}""", true)]
    [InlineData("""{"amount": {"max": "100 satoshi"}}""", true)]
    [InlineData("""{"amount": {"max": "0.00000099 BTC"}}""", false)]
    [InlineData("""{"amount": {"min": "100 sat"}}""", true)]
    [InlineData("""{"amount": {"min": "101 sat"}}""", false)]
    [InlineData("""{"amount": {"min": "1 sat", "max": "100 sat"}}""", true)]
    [InlineData("""{"amount": {"min": "100 sat", "max": "100 sat"}}""", true)]
    [InlineData("""{"amount": {"max": "1 LTC"}}""", false)]
    [InlineData("""{"contract": "0xdAC17F958D2ee523a2206206994597C13D831ec7"}""", false)]
    [InlineData("""{"method": "transfer(address,uint256)"}""", false)]
    [InlineData("""{"danger": "opaque"}""", false)]
    public void A_condition_that_does_not_hold_makes_a_permission_and_a_prohibition_not_apply(string when, bool applies)
    {
        var request = Bitcoin(Sats(100));

        Assert.Equal(applies ? PolicyEffect.Allow : PolicyEffect.Deny, OfRules(Rule(when)).Effect(request));
        Assert.Equal(applies ? PolicyEffect.Deny : PolicyEffect.Allow, OfRules(Rule("{}"), Rule(when, "deny", "other")).Effect(request));
    }

    [Fact]
    public void A_permitted_payment_does_not_carry_another_one_through()
    {
        var policy = OfRules(Rule($$"""{"destination": "{{Alice}}"}"""));

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Bitcoin(Sats(1), Sats(2))));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Bitcoin(Sats(1), Sats(2, Bob))));
    }

    [Fact]
    public void Each_payment_may_be_permitted_by_a_rule_of_its_own()
    {
        var policy = OfRules(Rule($$"""{"destination": "{{Alice}}"}""", name: "a"), Rule($$"""{"destination": "{{Bob}}"}""", name: "b"));

        Assert.Equal(["a", "b"], policy.Evaluate(Bitcoin(Sats(1), Sats(2, Bob)), Nothing, Now).DecidedBy);
    }

    [Fact]
    public void One_denied_payment_denies_the_transaction()
    {
        var policy = OfRules(Rule("{}"), Rule($$"""{"destination": "{{Bob}}"}""", "deny", "no Bob"));

        Assert.Equal(["no Bob"], policy.Evaluate(Bitcoin(Sats(1), Sats(2, Bob)), Nothing, Now).DecidedBy);
    }

    [Fact]
    public void A_prohibition_permits_nothing_so_the_lack_of_a_permission_is_told_beside_it()
    {
        var decision = OfRules(Rule("{}", "deny", "all")).Evaluate(Bitcoin(Sats(1)), Nothing, Now);

        Assert.Equal(
            $"The policy denies it: no rule permits the payment of 0.00000001 BTC to {Alice}; the rule 'all' applies to the payment of 0.00000001 BTC to {Alice}.",
            decision.Sentence);
    }

    [Fact]
    public void A_permission_for_a_wallet_needs_every_signer_to_be_of_it_and_a_prohibition_one()
    {
        var request = Bitcoin(Sats(1)) with { Signers = [new PolicySigner(Wallet, "hot"), new PolicySigner(Other, null)] };

        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"wallet": "label:hot"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("{}"), Rule("""{"wallet": "label:hot"}""", "deny", "d")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule($$"""{"wallet": ["label:hot", "{{Other}}"]}""")).Effect(request));
    }

    [Fact]
    public void A_transaction_without_a_signer_is_in_no_permitted_wallet_and_maybe_in_a_denied_one()
    {
        var request = Bitcoin(Sats(1)) with { Signers = [] };

        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"wallet": "label:hot"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("{}"), Rule("""{"wallet": "label:hot"}""", "deny", "d")).Effect(request));
    }

    [Fact]
    public void A_token_is_known_by_its_contract_and_counted_with_its_declared_decimals()
    {
        var policy = OfRules(Rule("""{"amount": {"max": "10 USDT"}}"""));

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum(Dollars(10)) with { Calls = [Transfer()] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum(Dollars(11)) with { Calls = [Transfer()] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum(Dollars(10) with { Token = Router })));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum(new PolicyPayment(Eve, null, new Amount(1, 6, "USDT")))));
    }

    [Theory]
    [InlineData("XRP")]
    [InlineData("XLM")]
    public void A_token_whose_amounts_say_their_decimals_is_counted_with_those(string chain)
    {
        var policy = Facts.Policy($$$"""{"version": 1, "assets": {"USD": {"chain": "{{{chain}}}", "contract": "USD.r"}}, "rules": [{{{Rule("""{"amount": {"max": "12.5 USD"}}""")}}}]}""");
        PolicyRequest Paying(Amount amount) => On(chain) with { Payments = [new PolicyPayment(Alice, "USD.r", amount)] };

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Paying(new Amount(125, 1, "USD.r"))));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Paying(new Amount(13, 0, "USD.r"))));
    }

    [Fact]
    public void A_coin_is_not_mistaken_for_a_token_of_the_same_symbol_nor_for_a_coin_of_another_chain()
    {
        var policy = OfRules(Rule("""{"asset": "ETH"}"""));

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum(Ether(1))));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum(Ether(1) with { Token = Eve })));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(On("BSC") with { Payments = [Ether(1)] }));
    }

    [Fact]
    public void The_transfer_of_a_token_is_one_thing_that_rules_know_by_its_method_too()
    {
        var request = Ethereum(Dollars(1)) with { Calls = [Transfer()] };

        Assert.Equal(PolicyEffect.Allow, OfRules(Rule("""{"asset": "USDT"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule($$"""{"contract": "{{Usdt}}", "method": "transfer(address,uint256)"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule($$"""{"contract": "{{Usdt.ToLowerInvariant()}}", "method": "0xa9059cbb"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("{}"), Rule("""{"method": "0xa9059cbb", "destination": "0x1111111111111111111111111111111111111111"}""", "deny", "d")).Effect(request));
    }

    [Fact]
    public void A_transfer_whose_payment_is_not_told_is_a_call_that_must_be_permitted()
    {
        var policy = OfRules(Rule("""{"asset": ["USDT", "ETH"]}"""));

        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum(Ether(1)) with { Calls = [Transfer()] }));
    }

    [Fact]
    public void A_numbered_token_belongs_to_the_call_of_its_contract()
    {
        var request = Ethereum(new PolicyPayment(Eve, $"{Usdt}#7", new Amount(1, 0, "token number 7"))) with { Calls = [Transfer()] };

        Assert.Equal(PolicyEffect.Allow, OfRules(Rule($$"""{"contract": "{{Usdt}}"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"asset": "USDT"}""")).Effect(request));
    }

    [Fact]
    public void A_rule_about_payments_permits_no_call()
    {
        var request = Ethereum(Ether(1, Router)) with { Calls = [new ContractCall(Router, "0x38ed1739", "swap()") { Parties = [Router] }] };

        Assert.Equal(PolicyEffect.Deny, OfRules(Rule($$"""{"destination": "{{Router}}"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"asset": "ETH"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule($$"""{"contract": "{{Router}}"}""")).Effect(request));
    }

    [Fact]
    public void A_rule_with_a_contract_permits_an_approval_for_the_named_spender_and_amount_only()
    {
        var policy = OfRules(Rule($$$"""{"contract": "{{{Usdt}}}", "method": "approve(address,uint256)", "destination": "{{{Router}}}", "amount": {"max": "100 USDT"}}"""));

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum() with { Calls = [Approve(100)] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [Approve(101)] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [Approve(100, Eve)] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [Approve(100), Transfer()] }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [new ContractCall(Usdt, null, "approve(address,uint256)")] }));
    }

    [Theory]
    [InlineData(Usdt)]
    [InlineData(Router)]
    public void A_prohibition_of_a_destination_means_everybody_whom_a_call_names(string denied)
    {
        var policy = OfRules(Rule("{}"), Rule($$"""{"destination": "{{denied}}"}""", "deny", "d"));

        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [Approve(1)] }));
        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum() with { Calls = [new ContractCall(Eve, null, "x()")] }));
    }

    [Fact]
    public void A_prohibition_of_a_method_means_a_method_without_a_name_too()
    {
        var policy = OfRules(Rule("{}"), Rule("""{"method": "mint()"}""", "deny", "d"));

        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum() with { Calls = [new ContractCall(Eve, null, null)] }));
        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum() with { Calls = [new ContractCall(Eve, "0x00000001", null)] }));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"method": "mint()"}""")).Effect(Ethereum() with { Calls = [new ContractCall(Eve, null, null)] }));
    }

    [Fact]
    public void What_cannot_be_told_is_permitted_only_by_a_rule_that_names_the_danger()
    {
        var request = On("FLOW") with { Dangers = [DangerKind.Opaque] };

        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"chain": "FLOW"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule("""{"chain": "FLOW", "danger": "opaque"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"asset": "FLOW", "danger": "opaque"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"contract": "x", "danger": "opaque"}""")).Effect(request));
    }

    [Fact]
    public void A_danger_beside_a_permitted_payment_must_be_permitted_itself()
    {
        var request = Bitcoin(Sats(1)) with { Dangers = [DangerKind.Opaque] };

        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"asset": "BTC"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule("""{"asset": "BTC"}"""), Rule("""{"danger": "opaque"}""", name: "d")).Effect(request));
    }

    [Theory]
    [InlineData("0x12345678", null, PolicyEffect.Allow)]
    [InlineData("0x87654321", null, PolicyEffect.Deny)]
    [InlineData(null, "swap()", PolicyEffect.Allow)]
    [InlineData(null, "burn()", PolicyEffect.Deny)]
    public void A_method_is_known_by_its_selector_or_by_its_name_where_that_is_all(string? selector, string? name, PolicyEffect effect)
    {
        var policy = OfRules(Rule("""{"method": ["0x12345678", "swap()"]}"""));

        Assert.Equal(effect, policy.Effect(Ethereum() with { Calls = [new ContractCall(Router, selector, name)] }));
    }

    [Fact]
    public void Of_several_dangers_each_must_be_named()
    {
        var request = Bitcoin() with { Dangers = [DangerKind.Opaque, DangerKind.AccountTakeover] };

        Assert.Equal(PolicyEffect.Deny, TakingOver(Rule("""{"danger": "opaque"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Deny, TakingOver(Rule("""{"danger": "accountTakeover"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, TakingOver(Rule("""{"danger": ["accountTakeover", "opaque"]}""")).Effect(request));
    }

    [Fact]
    public void What_takes_over_an_account_beside_a_permitted_payment_must_be_permitted_by_a_rule_though_the_limits_let_it()
    {
        var request = Bitcoin(Sats(1)) with { Dangers = [DangerKind.AccountTakeover] };

        Assert.Equal(PolicyEffect.Deny, TakingOver(Rule("""{"asset": "BTC"}""")).Effect(request));
        Assert.Equal(PolicyEffect.Allow, TakingOver(Rule("""{"asset": "BTC"}"""), Rule("""{"danger": "accountTakeover"}""", name: "d")).Effect(request));
    }

    [Fact]
    public void A_rule_with_a_contract_permits_coins_for_that_contract_alone()
    {
        var policy = OfRules(Rule($$"""{"contract": "{{Router}}"}"""));
        ContractCall[] calls = [new ContractCall(Router, null, "swap()")];

        Assert.Equal(PolicyEffect.Allow, policy.Effect(Ethereum(Ether(1, Router)) with { Calls = calls }));
        Assert.Equal(PolicyEffect.Deny, policy.Effect(Ethereum(Ether(1, Router), Ether(1, Eve)) with { Calls = calls }));
    }

    [Fact]
    public void A_transaction_that_does_nothing_at_all_needs_a_rule_too()
    {
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"asset": "ETH"}""")).Effect(Ethereum()));
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule("""{"chain": "ETH"}""")).Effect(Ethereum()));
    }

    [Fact]
    public void An_amount_whose_decimals_make_no_sense_is_not_permitted_and_may_be_denied()
    {
        foreach (var strange in new[] { new Amount(1, 37, "BTC"), new Amount(1, -1, "BTC"), new Amount(-1, 8, "BTC") })
        {
            var request = Bitcoin(new PolicyPayment(Alice, null, strange));

            Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"amount": {"max": "100 BTC"}}""")).Effect(request));
            Assert.Equal(PolicyEffect.Deny, OfRules(Rule("{}"), Rule("""{"amount": {"min": "100 BTC"}}""", "deny", "d")).Effect(request));
        }
    }

    [Theory]
    [InlineData("""{"max": "0.0001 BTC"}""", 10_000, 1, true)]
    [InlineData("""{"max": "0.0001 BTC"}""", 10_001, 1, false)]
    [InlineData("""{"maxPercent": "2.5 %"}""", 25, 1000, true)]
    [InlineData("""{"maxPercent": "2.5%"}""", 26, 1000, false)]
    [InlineData("""{"max": "20 sat", "maxPercent": "2.5 %"}""", 25, 1000, false)]
    [InlineData("""{"max": "30 sat", "maxPercent": "2.4 %"}""", 25, 1000, false)]
    [InlineData("""{"max": "1 ETH"}""", 1, 1, false)]
    public void A_rule_can_ask_for_a_small_fee(string fee, int paid, int spent, bool allowed)
    {
        var request = Bitcoin(Sats(spent)) with { Fee = new PolicyFee(new Amount(paid, 8, "BTC"), spent) };

        Assert.Equal(allowed ? PolicyEffect.Allow : PolicyEffect.Deny, OfRules(Rule($$"""{"fee": {{fee}}}""")).Effect(request));
    }

    [Fact]
    public void A_transaction_that_sets_no_fee_keeps_to_any_fee()
    {
        Assert.Equal(PolicyEffect.Allow, OfRules(Rule("""{"fee": {"max": "1 sat", "maxPercent": "0 %"}}""")).Effect(Bitcoin(Sats(1))));
    }

    [Fact]
    public void A_fee_that_cannot_be_compared_is_not_permitted_and_may_be_denied()
    {
        var ofToken = Ethereum(Dollars(1)) with { Fee = new PolicyFee(new Amount(1, 18, "ETH"), 0) };

        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("""{"fee": {"maxPercent": "100 %"}}""")).Effect(ofToken));
        Assert.Equal(PolicyEffect.Deny, OfRules(Rule("{}"), Rule("""{"fee": {"maxPercent": "0 %"}}""", "deny", "d")).Effect(ofToken));
    }

    [Theory]
    [InlineData("""{"from": "08:00", "to": "18:00"}""", 12, true)]
    [InlineData("""{"from": "08:00", "to": "12:00"}""", 12, false)]
    [InlineData("""{"from": "12:00", "to": "13:00"}""", 12, true)]
    [InlineData("""{"from": "13:00", "to": "14:00"}""", 12, false)]
    [InlineData("""{"from": "22:00", "to": "06:00"}""", 23, true)]
    [InlineData("""{"from": "22:00", "to": "06:00"}""", 5, true)]
    [InlineData("""{"from": "22:00", "to": "06:00"}""", 6, false)]
    [InlineData("""{"from": "00:00", "to": "00:00"}""", 12, true)]
    [InlineData("""{"from": "13:00", "to": "14:00", "zone": "Europe/Prague"}""", 12, true)]
    [InlineData("""{"days": ["fri"]}""", 12, true)]
    [InlineData("""{"days": ["mon", "sat"]}""", 12, false)]
    [InlineData("""{"from": "22:00", "to": "06:00", "days": ["thu"]}""", 5, true)]
    [InlineData("""{"from": "22:00", "to": "06:00", "days": ["fri"]}""", 5, false)]
    [InlineData("""{"from": "22:00", "to": "06:00", "days": ["fri"]}""", 23, true)]
    public void A_rule_can_be_for_certain_hours_and_days(string time, int hour, bool applies)
    {
        var policy = OfRules(Rule($$"""{"time": {{time}}}"""));

        Assert.Equal(applies, policy.Evaluate(Bitcoin(Sats(1)), Nothing, Now.AddHours(hour - 12)).Effect == PolicyEffect.Allow);
    }

    /// <summary>A policy whose limits let accounts be taken over.</summary>
    private static PolicyDocument TakingOver(params string[] rules) => Facts.Policy($$"""{{Rules}}[{{string.Join(",", rules)}}], "limits": {"allowAccountTakeover": true} }""");
}
