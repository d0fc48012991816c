using System.Text.RegularExpressions;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Daemon.Tests.Monitoring;

/// <summary>docs/metrics.md and what is served, compared both ways.</summary>
public sealed partial class MetricsPageTests
{
    [Fact]
    public void The_page_has_each_metric_that_is_served_with_its_type_and_no_other() => Assert.Equal(
        ServedMetrics().Matches(new DaemonMetrics().Render()).Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
        DocumentedMetrics().Matches(File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "metrics.md")))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"(?m)^# TYPE (\w+) (\w+)$")]
    private static partial Regex ServedMetrics();

    [GeneratedRegex(@"(?m)^\| `(\w+)` \| (\w+) \|")]
    private static partial Regex DocumentedMetrics();
}
