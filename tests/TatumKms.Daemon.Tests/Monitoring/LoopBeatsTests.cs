using TatumKms.Daemon.Monitoring;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Monitoring;

public sealed class LoopBeatsTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5), LongestStep = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = (3 * Period) + LongestStep;

    private readonly ManualTimeProvider _time = new();
    private readonly LoopBeats _beats;

    public LoopBeatsTests() => _beats = new LoopBeats(Period, LongestStep, _time);

    [Fact]
    public void A_daemon_that_never_begins_is_silent_when_its_time_is_over()
    {
        _time.Advance(Limit);
        var before = _beats.Silent();
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Empty(before);
        Assert.Equal([LoopBeats.Rounds], _beats.Silent());
    }

    [Fact]
    public void A_loop_that_stands_still_is_found_while_another_goes_on()
    {
        _beats.Beat("BTC");
        _time.Advance(Limit);
        _beats.Beat("ETH");
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(["BTC"], _beats.Silent());
    }

    [Fact]
    public void A_loop_that_rests_for_long_is_not_silent_before_its_pause_is_over()
    {
        _beats.Rest("BTC", TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1) + (2 * Period) + LongestStep);
        var before = _beats.Silent();
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Empty(before);
        Assert.Equal(["BTC", LoopBeats.Rounds], _beats.Silent());
    }

    [Fact]
    public void A_loop_that_came_to_its_end_is_not_waited_for()
    {
        _beats.Beat("BTC");
        _beats.End("BTC");
        _beats.Rest(LoopBeats.Rounds, TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(_beats.Silent());
    }
}
