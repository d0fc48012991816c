using Microsoft.Extensions.Logging;
using TatumKms.Cli.Hosting;

namespace TatumKms.Cli.Tests.Hosting;

public partial class DaemonLogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_an_exception_the_type_is_logged_and_not_the_message(bool asJson)
    {
        var line = Log(asJson, logger => Broke(logger, new InvalidOperationException("key L4K5")));

        Assert.Contains("It broke.", line, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", line, StringComparison.Ordinal);
        Assert.DoesNotContain("L4K5", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_value_cannot_forge_a_line(bool asJson)
    {
        var line = Log(asJson, logger => Signing(logger, "a\r\n2026-01-01T00:00:00.000Z forged\u001b[2J"));

        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.DoesNotContain('\u001b', line);
        Assert.DoesNotContain('\r', line);
    }

    [Fact]
    public void A_line_for_a_person_has_the_time_in_utc_and_the_level_unless_it_is_information()
    {
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z Signing for BTC\\.\n$", Log(false, logger => Signing(logger, "BTC")));
        Assert.Matches("Z alarm: Tampering\\.\n$", Log(false, Tampering));
    }

    private static string Log(bool asJson, Action<ILogger> write)
    {
        using var output = new StringWriter();
        using var log = DaemonLog.Create(output, new LogSettings(asJson));
        write(log.CreateLogger("test"));
        return output.ToString();
    }

    [LoggerMessage(1, LogLevel.Error, "It broke.")]
    private static partial void Broke(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Signing for {Chain}.")]
    private static partial void Signing(ILogger logger, string chain);

    [LoggerMessage(3, LogLevel.Critical, "Tampering.")]
    private static partial void Tampering(ILogger logger);
}
