using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public class HistoryTests
{
    private const string Delay = """{"firstUseDelay": "24h"}""";

    [Fact]
    public void A_new_destination_waits_from_when_it_was_first_seen()
    {
        var policy = OfLimits(Delay);
        var history = new PolicyHistory();

        var first = policy.Evaluate(Bitcoin(Sats(1)), history, Now);
        Assert.Equal((PolicyEffect.Hold, (DateTimeOffset?)Now.AddHours(24)), (first.Effect, first.HoldUntil));
        Assert.Equal([Alice], first.NewDestinations);
        Assert.Equal(["firstUseDelay"], first.DecidedBy);
        Assert.Contains($"nothing was ever paid to {Alice}; it waits until 2026-11-21 12:00:00Z", first.Sentence, StringComparison.Ordinal);

        history.Note(new Sighting(Now, ChainId.Parse("BTC"), Network.Mainnet, Alice));
        var later = policy.Evaluate(Bitcoin(Sats(1)), history, Now.AddHours(23));
        Assert.Equal((PolicyEffect.Hold, (DateTimeOffset?)Now.AddHours(24)), (later.Effect, later.HoldUntil));
        Assert.Empty(later.NewDestinations);

        var over = policy.Evaluate(Bitcoin(Sats(1)), history, Now.AddHours(24));
        Assert.Equal((PolicyEffect.Allow, (DateTimeOffset?)null), (over.Effect, over.HoldUntil));
    }

    [Fact]
    public void A_destination_that_was_paid_waits_no_more()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(1)), Now, "before")], []);

        Assert.Equal(PolicyEffect.Allow, OfLimits(Delay).Evaluate(Bitcoin(Sats(1)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Hold, OfLimits(Delay).Evaluate(Bitcoin(Sats(1), Sats(1, Bob)), history, Now).Effect);
        Assert.Equal(PolicyEffect.Hold, OfLimits(Delay).Evaluate(Bitcoin(Sats(1)) with { Network = Network.Testnet }, history, Now).Effect);
    }

    [Fact]
    public void The_longest_wait_counts_and_a_denial_has_none()
    {
        var history = new PolicyHistory([], [new Sighting(Now.AddHours(-1), ChainId.Parse("BTC"), Network.Mainnet, Alice)]);

        Assert.Equal(Now.AddHours(24), OfLimits(Delay).Evaluate(Bitcoin(Sats(1), Sats(1, Bob)), history, Now).HoldUntil);
        var denied = OfLimits("""{"firstUseDelay": "24h", "perTransaction": [{"max": "1 sat"}]}""").Evaluate(Bitcoin(Sats(2)), history, Now);
        Assert.Equal((PolicyEffect.Deny, (DateTimeOffset?)null), (denied.Effect, denied.HoldUntil));
    }

    [Fact]
    public void A_wait_beyond_the_end_of_time_ends_there()
    {
        var decision = OfLimits("""{"firstUseDelay": "7d"}""").Evaluate(Bitcoin(Sats(1)), Nothing, DateTimeOffset.MaxValue.AddHours(-1));

        Assert.Equal(DateTimeOffset.MaxValue, decision.HoldUntil);
    }

    [Fact]
    public void Without_a_delay_nobody_waits()
    {
        var decision = OfLimits("{}").Evaluate(Bitcoin(Sats(1)), Nothing, Now);

        Assert.Equal(PolicyEffect.Allow, decision.Effect);
        Assert.Equal([Alice], decision.NewDestinations);
    }

    [Fact]
    public void A_second_record_of_an_id_replaces_the_first()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(6)), Now, "a"), Spent(Bitcoin(Sats(2)), Now, "a"), Spent(Bitcoin(Sats(2)), Now, "a")], []);

        Assert.Equal(2, Assert.Single(Assert.Single(history.Recent(Now, TimeSpan.FromHours(1))).Payments).Amount.BaseUnits);
    }

    [Fact]
    public void Records_may_come_in_any_order()
    {
        var history = new PolicyHistory(new[] { 5, 1, 9, 3, 7 }.Select(minutes => Spent(Bitcoin(Sats(minutes)), Now.AddMinutes(-minutes), $"{minutes}")), []);

        Assert.Equal(["5", "3", "1"], history.Recent(Now, TimeSpan.FromMinutes(6)).Select(record => record.PendingId));
        Assert.Empty(history.Recent(Now, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_earliest_sighting_counts()
    {
        var chain = ChainId.Parse("BTC");
        var history = new PolicyHistory([], [new Sighting(Now, chain, Network.Mainnet, Alice), new Sighting(Now.AddHours(-1), chain, Network.Mainnet, Alice), new Sighting(Now.AddHours(1), chain, Network.Mainnet, Alice)]);

        Assert.Equal(Now.AddHours(-1), history.FirstSeen(chain, Network.Mainnet, Alice));
        Assert.Null(history.FirstSeen(chain, Network.Mainnet, Bob));
        Assert.False(history.HasPaid(chain, Network.Mainnet, Alice));
        Assert.Empty(history.PaidLookAlikes(chain, Network.Testnet, Alice));
    }

    [Theory]
    [InlineData("0x1111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9999", "0x1111bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb9999", true)]
    [InlineData("0x1111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9999", "0x1111AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA9999", false)]
    [InlineData("0x1111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9999", "0x1112bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb9999", false)]
    [InlineData("0x1111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9999", "0x1111bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb9998", false)]
    [InlineData("bc1qar0saaaaaaaaaaaaaaaaaaaaaaaaaaaaa5mdq", "bc1qar0sbbbbbbbbbbbbbbbbbbbbbbbbbbbbb5mdq", true)]
    [InlineData("bc1qar0saaaaaaaaaaaaaaaaaaaaaaaaaaaaa5mdq", "bc1qar0tbbbbbbbbbbbbbbbbbbbbbbbbbbbbb5mdq", false)]
    [InlineData("bc1qxxxxaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5mdq", "bc1qyyyybbbbbbbbbbbbbbbbbbbbbbbbbbbbb5mdq", false)]
    [InlineData("rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY", "rPEPxxxxxxxxxxxxxxxxxxxxxxxxxxx6GDY", true)]
    [InlineData("12341234", "1234x1234", false)]
    [InlineData("bc1", "bc1", false)]
    public void A_destination_that_begins_and_ends_like_a_known_one_is_warned_about(string known, string destination, bool warned)
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(1, known)), Now, "before")], []);

        var warnings = OfLimits("{}").Evaluate(Bitcoin(Sats(1, destination)), history, Now).Warnings;

        Assert.Equal(warned ? [$"{destination} begins and ends like {known}, which is known, but is another address."] : [], warnings);
    }

    [Fact]
    public void Destinations_of_the_policy_are_known_too()
    {
        const string Twin = "0x11110000000000000000000000000000000f1111";

        Assert.Single(OfLimits($$"""{"allowedDestinations": ["{{Eve}}", "{{Twin}}"]}""").Evaluate(Ethereum(Ether(1, Twin)), Nothing, Now).Warnings);
        Assert.Single(Facts.Policy($$"""{"version": 1, "lists": {"us": ["{{Eve}}"]}, "rules": []}""").Evaluate(Ethereum(Ether(1, Twin)), Nothing, Now).Warnings);
    }

    [Theory]
    [InlineData("bitcoincash:qp3wjpa3tjlj042z2wv7hahsldgwhwy0rq9sywjpyy", "qp3wjpa3tjlj042z2wv7hahsldgwhwy0rq9sywjpyy", true)]
    [InlineData("xdc1111111111111111111111111111111111111111", Eve, true)]
    [InlineData("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ", Alice, true)]
    [InlineData("bC1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", Alice, false)]
    [InlineData("0X1111111111111111111111111111111111111111", Eve, true)]
    [InlineData("0xZZ", "0xzz", false)]
    [InlineData("0x", "0X", false)]
    [InlineData("", "0x", false)]
    public void Spellings_of_one_address_are_one_destination(string one, string other, bool same)
    {
        Assert.Equal(same, HasPaid(one, other));
        Assert.Equal(same, HasPaid(other, one));

        static bool HasPaid(string before, string now) =>
            new PolicyHistory([Spent(Bitcoin(Sats(1, before)), Now, "before")], []).HasPaid(ChainId.Parse("BTC"), Network.Mainnet, now);
    }

    [Fact]
    public void Each_known_address_that_looks_alike_is_named()
    {
        const string One = "0x1111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1111", Two = "0x1111bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb1111";
        var history = new PolicyHistory([Spent(Ethereum(Ether(1, One), Ether(1, Two)), Now, "before")], []);

        Assert.Equal([One, Two], history.PaidLookAlikes(ChainId.Parse("ETH"), Network.Mainnet, Eve));
    }

    [Fact]
    public void An_address_does_not_look_like_itself()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(1)), Now, "before")], []);

        Assert.Empty(history.PaidLookAlikes(ChainId.Parse("BTC"), Network.Mainnet, Alice.ToUpperInvariant()));
    }

    [Fact]
    public void What_is_reserved_counts_in_windows_until_it_is_released()
    {
        var history = new PolicyHistory();
        history.Reserve(Spent(Bitcoin(Sats(6)), Now, "a"));

        Assert.Equal("a", Assert.Single(history.Recent(Now, TimeSpan.FromHours(1))).PendingId);
        Assert.False(history.HasPaid(ChainId.Parse("BTC"), Network.Mainnet, Alice));
        Assert.Throws<ArgumentException>(() => history.Reserve(Spent(Bitcoin(Sats(6)), Now, "a")));

        history.Release("a");
        Assert.Empty(history.Recent(Now, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void What_was_reserved_and_is_noted_counts_once()
    {
        var history = new PolicyHistory();
        history.Reserve(Spent(Bitcoin(Sats(6)), Now, "a"));

        history.Note(Spent(Bitcoin(Sats(6)), Now, "a"));

        Assert.Single(history.Recent(Now, TimeSpan.FromHours(1)));
        history.Release("a");
        Assert.Single(history.Recent(Now, TimeSpan.FromHours(1)));
        Assert.True(history.HasPaid(ChainId.Parse("BTC"), Network.Mainnet, Alice));
    }

    [Fact]
    public void What_no_window_asks_for_any_more_is_forgotten_but_not_whom_it_paid()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(1)), Now.AddDays(-31), "old"), Spent(Bitcoin(Sats(1, Bob)), Now, "new")], []);

        Assert.Equal("new", Assert.Single(history.Recent(Now, TimeSpan.FromDays(400))).PendingId);
        Assert.True(history.HasPaid(ChainId.Parse("BTC"), Network.Mainnet, Alice));
    }

    [Fact]
    public void A_clock_that_was_wrong_for_days_makes_nothing_forgotten()
    {
        var history = new PolicyHistory([Spent(Bitcoin(Sats(1)), Now.AddDays(-6), "a"), Spent(Bitcoin(Sats(1)), Now.AddDays(20), "b"), Spent(Bitcoin(Sats(1)), Now, "c")], []);

        Assert.Equal(["a", "c", "b"], history.Recent(Now, TimeSpan.FromDays(7)).Select(record => record.PendingId));
    }
}
