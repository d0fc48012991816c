using Microsoft.Extensions.Logging;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests.TatumApi;

public sealed class VersionNoticeTests
{
    [Theory]
    [InlineData("9.9.9;ERROR;do update", 106, LogLevel.Error)]
    [InlineData("9.9.9;WARN;do update", 105, LogLevel.Warning)]
    [InlineData("anything", 105, LogLevel.Warning)]
    public async Task A_newer_version_is_said_once(string header, int eventId, LogLevel level)
    {
        await using var harness = await Harness.StartAsync(new SandboxOptions { LatestVersion = header });

        await harness.RunAsync();
        await harness.RunAsync();

        var line = Assert.Single(harness.Logs.Lines, line => line.Id is 105 or 106);
        Assert.Equal((eventId, level), (line.Id, line.Level));
        Assert.Contains(header, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_changes_each_time_does_not_fill_the_log()
    {
        await using var harness = await Harness.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            harness.State.AddFault(new SandboxFault.Answer("/v3", 400, "")
            {
                Headers = new Dictionary<string, string> { ["x-ttm-kms-latest-version"] = $"{i};WARN;{new string('x', 5000)}" },
            });
            await harness.RunAsync();
        }

        Assert.Equal(16, harness.Logs.Of(105).Count);
        Assert.All(harness.Logs.Of(105), line => Assert.InRange(line.Length, 1, 400));
    }
}
