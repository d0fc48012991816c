using System.Text;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Daemon.Tests.Monitoring;

public sealed class MetricFamilyTests
{
    [Fact]
    public void A_metric_without_values_still_explains_itself() =>
        Assert.Equal("# HELP x What it is.\n# TYPE x gauge\n", Text(new MetricFamily("gauge", "x", "What it is.")));

    [Fact]
    public void A_counter_adds_up_for_each_combination_of_labels()
    {
        var family = new MetricFamily("counter", "x", "h", "chain", "result");
        family.Add(1, "BTC", "ok");
        family.Add(2, "BTC", "ok");
        family.Add(1, "ETH", "failed");

        Assert.EndsWith("\nx{chain=\"BTC\",result=\"ok\"} 3\nx{chain=\"ETH\",result=\"failed\"} 1\n", Text(family), StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_has_the_sum_in_seconds_and_the_count()
    {
        var family = new MetricFamily("summary", "x", "h", "chain");
        family.Observe(TimeSpan.FromMilliseconds(1500), "BTC");
        family.Observe(TimeSpan.FromMilliseconds(250), "BTC");

        Assert.EndsWith("\nx_sum{chain=\"BTC\"} 1.75\nx_count{chain=\"BTC\"} 2\n", Text(family), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_cannot_break_out_of_its_quotes()
    {
        var family = new MetricFamily("gauge", "x", "h", "text");
        family.Set(1, "a\"b\\c\nd");

        Assert.EndsWith("\nx{text=\"a\\\"b\\\\c\\nd\"} 1\n", Text(family), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_lost_when_many_threads_count()
    {
        var family = new MetricFamily("counter", "x", "h", "chain");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                family.Add(1, "BTC");
            }
        })));

        Assert.EndsWith("} 8000\n", Text(family), StringComparison.Ordinal);
    }

    private static string Text(MetricFamily family)
    {
        var text = new StringBuilder();
        family.WriteTo(text);
        return text.ToString();
    }
}
