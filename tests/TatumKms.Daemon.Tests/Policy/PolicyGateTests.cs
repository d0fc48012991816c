using System.Numerics;
using TatumKms.Core;
using TatumKms.Daemon.Policy;
using TatumKms.Daemon.Tests.Journal;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public sealed class PolicyGateTests
{
    private const string Everything = """{"version": 1, "rules": [{"name": "all", "effect": "allow"}]}""";

    private static readonly string[] Addresses = [Alice, Bob, Eve, Mallory, Router];

    [Fact]
    public void A_frozen_gate_holds_whatever_the_policy_says()
    {
        using var bed = new GateTestBed(Everything);
        bed.Gate.RequireThawed();

        bed.Freeze.Freeze("drill", Now);
        Assert.Equal("All signing is frozen (drill); 'tatum-kms unfreeze' ends that.", Assert.Throws<HeldException>(bed.Gate.RequireThawed).Message);

        bed.Freeze.Unfreeze();
        bed.Freeze.Freeze(null, Now);
        Assert.Equal("All signing is frozen; 'tatum-kms unfreeze' ends that.", bed.Gate.WhyFrozen);
    }

    [Fact]
    public void Without_a_policy_nothing_is_signed_that_the_second_pair_of_eyes_has_not_approved()
    {
        using var bed = new GateTestBed(policy: null);

        Assert.Equal(PolicyEffect.RequireApproval, bed.Gate.Decide(Bitcoin(Sats(1))).Effect);
        Assert.False(bed.Gate.TryPermit(Bitcoin(Sats(1)), isApproved: false, out _, out _));
        Assert.True(bed.Gate.TryPermit(Bitcoin(Sats(1)), isApproved: true, out _, out _));
    }

    [Theory]
    [InlineData("allow", false, true)]
    [InlineData("allow", true, true)]
    [InlineData("requireApproval", false, false)]
    [InlineData("requireApproval", true, true)]
    [InlineData("hold", true, false)]
    [InlineData("deny", true, false)]
    public void A_permit_is_given_where_the_policy_allows_it_or_wants_the_approval_that_there_is(string effect, bool isApproved, bool isPermitted)
    {
        using var bed = new GateTestBed($$"""{"version": 1, "rules": [{"name": "rule", "effect": "{{effect}}"}]}""");

        Assert.Equal(isPermitted, bed.Gate.TryPermit(Bitcoin(Sats(1)), isApproved, out var decision, out var permit));
        Assert.Equal(isPermitted, permit is not null);
        Assert.Equal(["rule"], decision.DecidedBy);
    }

    [Fact]
    public void What_a_permit_may_spend_counts_until_it_is_given_back()
    {
        using var bed = new GateTestBed(OneHour("10 sat"));
        Assert.True(bed.Gate.TryPermit(Bitcoin(Sats(6)), false, out _, out var permit));

        Assert.Equal(PolicyEffect.Deny, bed.Gate.Decide(Second(5)).Effect);
        Assert.False(bed.Gate.TryPermit(Second(5), false, out _, out _));
        permit.Dispose();

        Assert.True(bed.Gate.TryPermit(Second(5), false, out _, out _));
    }

    [Fact]
    public async Task What_was_signed_counts_also_after_a_restart()
    {
        using var bed = new GateTestBed(OneHour("10 sat"));
        Assert.True(bed.Gate.TryPermit(Bitcoin(Sats(6)), false, out _, out var permit));
        await bed.SignAsync(Bitcoin(Sats(6)), permit);

        Assert.Equal(PolicyEffect.Deny, bed.Gate.Decide(Second(5)).Effect);
        bed.Restart();
        Assert.Equal(PolicyEffect.Deny, bed.Gate.Decide(Second(5)).Effect);
        Assert.Equal(PolicyEffect.Allow, bed.Gate.Decide(Second(4)).Effect);
        bed.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(PolicyEffect.Allow, bed.Gate.Decide(Second(5)).Effect);
    }

    [Fact]
    public void A_destination_waits_from_when_it_was_first_named_also_over_a_restart()
    {
        using var bed = new GateTestBed("""{"version": 1, "rules": [{"name": "all", "effect": "allow"}], "limits": {"firstUseDelay": "1h"}}""");
        Assert.Equal(PolicyEffect.Hold, bed.Gate.Decide(Bitcoin(Sats(1))).Effect);
        bed.Time.Advance(TimeSpan.FromMinutes(40));
        bed.Restart();

        Assert.Equal(Now.AddHours(1), bed.Gate.Decide(Bitcoin(Sats(1))).HoldUntil);
        bed.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(PolicyEffect.Allow, bed.Gate.Decide(Bitcoin(Sats(1))).Effect);
        Assert.Single(bed.Journal.Sightings);
    }

    [Fact]
    public void A_destination_waits_from_when_it_was_first_named_within_a_run()
    {
        using var bed = new GateTestBed("""{"version": 1, "rules": [{"name": "all", "effect": "allow"}], "limits": {"firstUseDelay": "1h"}}""");
        bed.Gate.Decide(Bitcoin(Sats(1)));
        bed.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(PolicyEffect.Allow, bed.Gate.Decide(Bitcoin(Sats(1))).Effect);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_permit_says_whether_somebody_approved_it(bool isApproved)
    {
        using var bed = new GateTestBed(Everything);
        Assert.True(bed.Gate.TryPermit(Bitcoin(Sats(1)), isApproved, out _, out var permit));

        Assert.Equal(isApproved, SignedFacts.Of(Journals.Entry("p1") with { Facts = permit.Facts }).Consent.IsApproved);
    }

    [Fact]
    public void Without_a_first_use_delay_nobody_writes_down_who_was_named()
    {
        using var bed = new GateTestBed(Everything);

        Assert.NotEmpty(bed.Gate.Decide(Bitcoin(Sats(1))).NewDestinations);

        Assert.Empty(bed.Journal.Sightings);
    }

    [Fact]
    public async Task A_destination_that_looks_like_a_known_one_is_logged()
    {
        const string Twin = "0x11110000000000000000000000000000000f1111";
        using var bed = new GateTestBed(Everything);
        Assert.True(bed.Gate.TryPermit(Ethereum(Ether(1)), false, out _, out var permit));
        await bed.SignAsync(Ethereum(Ether(1)), permit);

        bed.Gate.Decide(Ethereum(Ether(1, Twin)) with { PendingId = "p2" });

        Assert.Equal($"Transaction p2: {Twin} begins and ends like {Eve}, which is known, but is another address.", Assert.Single(bed.Logs.Of(193)));
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_stop_the_daemon_rather_than_loosen_a_limit()
    {
        using var bed = new GateTestBed(Everything);
        await bed.Journal.RecordSignedAsync(Journals.Entry("newer") with { Facts = """{"signedAt":"x"}""" }, TestContext.Current.CancellationToken);
        bed.Restart();

        var problem = Assert.Throws<KmsException>(() => bed.Gate);

        Assert.Equal(KmsError.StoreDamaged, problem.Error);
        Assert.StartsWith("The signing journal says of transaction newer what this version cannot read.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_version_before_has_signed_without_facts_is_no_obstacle()
    {
        using var bed = new GateTestBed(Everything);
        await bed.Journal.RecordSignedAsync(Journals.Entry("older"), TestContext.Current.CancellationToken);
        bed.Restart();

        Assert.Equal(PolicyEffect.Allow, bed.Gate.Decide(Bitcoin(Sats(1))).Effect);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Limits_hold_whatever_the_order_of_ten_thousand_transactions_and_crashes(int seed)
    {
        using var bed = new GateTestBed($$"""
            {
              "version": 1,
              "rules": [{"name": "all", "effect": "allow"}],
              "limits": {
                "perTransaction": [{"max": "900 sat"}],
                "windows": [
                  {"window": "1h", "max": "2000 sat"},
                  {"window": "24h", "max": "20000 sat", "wallet": "label:hot"},
                  {"window": "1h", "maxCount": 6},
                  {"window": "24h", "max": "9000 sat", "each": "destination"},
                  {"window": "7d", "max": "60000 sat", "destination": "{{Bob}}"},
                ],
              },
            }
            """);
        var random = new Random(seed);
        List<SpentRecord> signed = [];
        List<(PolicyRequest Request, PolicyPermit Permit, DateTimeOffset Time)> inHand = [];
        for (var i = 0; i < 10_000; i++)
        {
            bed.Time.Advance(TimeSpan.FromMinutes(random.Next(12)));
            var request = AnyRequest(random, $"p{i}");
            if (bed.Gate.Decide(request).Effect == PolicyEffect.Allow && bed.Gate.TryPermit(request, false, out _, out var permit))
            {
                inHand.Add((request, permit, bed.Time.GetUtcNow()));
            }

            while (inHand.Count > random.Next(4))
            {
                var ended = inHand[random.Next(inHand.Count)];
                inHand.Remove(ended);
                await EndAsync(ended.Request, ended.Permit, ended.Time);
            }
        }

        Assert.InRange(signed.Count, 1_000, 9_999);
        signed = [.. signed.OrderBy(record => record.Time)];
        Assert.All(signed, record => Assert.True(Total([record]) <= 900));
        AssertWindow(signed, TimeSpan.FromHours(1), records => Total(records) <= 2000 && records.Count <= 6);
        AssertWindow(signed, TimeSpan.FromHours(24), records => Total([.. records.Where(record => record.Wallets[0].Label == "hot")]) <= 20_000);
        AssertWindow(signed, TimeSpan.FromHours(24), records => Addresses.All(address => Total(records, address) <= 9000));
        AssertWindow(signed, TimeSpan.FromDays(7), records => Total(records, Bob) <= 60_000);

        async Task EndAsync(PolicyRequest request, PolicyPermit permit, DateTimeOffset time)
        {
            switch (random.Next(100))
            {
                case < 5:
                    permit.Dispose(); // it could not be signed
                    break;
                case 5:
                    inHand.Clear(); // killed before it was written down, with all that was in hand
                    bed.Restart();
                    break;
                case 6:
                    await bed.RecordAsync(request, permit);
                    signed.Add(SpentRecord.Of(request, time));
                    inHand.Clear(); // killed after it was written down
                    bed.Restart();
                    break;
                default:
                    await bed.SignAsync(request, permit);
                    signed.Add(SpentRecord.Of(request, time));
                    break;
            }
        }
    }

    private static string OneHour(string max) =>
        $$$"""{"version": 1, "rules": [{"name": "all", "effect": "allow"}], "limits": {"windows": [{"window": "1h", "max": "{{{max}}}"}]}}""";

    private static PolicyRequest Second(long satoshi) => Bitcoin(Sats(satoshi)) with { PendingId = "p2" };

    private static PolicyRequest AnyRequest(Random random, string id) =>
        Bitcoin([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Sats(random.Next(400), Addresses[random.Next(5)]))]) with
        {
            PendingId = id,
            Signers = [random.Next(2) == 0 ? new PolicySigner(Wallet, "hot") : new PolicySigner(Other, "cold")],
        };

    /// <summary>Counts anew, in a way of its own, what was signed in the window that ends with each transaction.</summary>
    private static void AssertWindow(List<SpentRecord> signed, TimeSpan window, Func<List<SpentRecord>, bool> holds)
    {
        for (var (first, last) = (0, 0); last < signed.Count; last++)
        {
            while (signed[last].Time - signed[first].Time >= window)
            {
                first++;
            }

            Assert.True(holds(signed[first..(last + 1)]), $"broken at transaction {last}");
        }
    }

    private static long Total(List<SpentRecord> records, string? to = null) => (long)records
        .SelectMany(record => record.Payments)
        .Where(payment => to is null || payment.Destination == to)
        .Aggregate(BigInteger.Zero, (sum, payment) => sum + payment.Amount.BaseUnits);
}
