using Microsoft.Extensions.Logging;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

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
    public async Task A_newer_version_is_said_again_after_a_day()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync(new SandboxOptions { LatestVersion = "9.9.9;WARN;do update" });
        harness.Time = time;

        await harness.RunAsync();
        time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        await harness.RunAsync();
        var onTheFirstDay = harness.Logs.Of(105).Count;
        time.Advance(TimeSpan.FromTicks(1));
        await harness.RunAsync();

        Assert.Equal(1, onTheFirstDay);
        Assert.Equal(2, harness.Logs.Of(105).Count);
    }

    [Fact]
    public async Task A_notice_cannot_move_the_cursor()
    {
        // A tab and what Latin-1 has beyond ASCII are all that a header can bring along.
        await using var server = new RawServer(RawServer.Say(
            [.. "HTTP/1.1 200 OK\r\nx-ttm-kms-latest-version: 9;WARN;a\tb"u8, 0x9b, .. "2J\r\nContent-Length: 2\r\n\r\n[]"u8]));
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ApiUrl = server.Url };

        await harness.RunAsync();

        Assert.EndsWith(@"9;WARN;a\u0009b\u009b2J", Assert.Single(harness.Logs.Of(105)), StringComparison.Ordinal);
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
