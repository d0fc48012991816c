using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serilog.Events;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Hosting;

[UnsupportedOSPlatform("windows")]
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_deceives_the_eye_is_written_as_its_code(bool asJson)
    {
        var line = Log(asJson, logger => Signing(logger, "a\u2028b\u202ec\u0085d\u200be\ud800f"));

        Assert.DoesNotContain(line, character => character is '\u2028' or '\u202e' or '\u0085' or '\u200b' or '\ud800');
        Assert.Contains("a\\u2028b\\u202", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_line_for_a_collector_has_time_level_event_id_message_and_the_values_in_it()
    {
        using var json = JsonDocument.Parse(Log(true, logger => Signing(logger, "BTC")));

        Assert.Equal(["time", "level", "eventId", "message", "Chain"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ("info", 2, "Signing for BTC.", "BTC"),
            (Text(json, "level"), json.RootElement.GetProperty("eventId").GetInt32(), Text(json, "message"), Text(json, "Chain")));
    }

    [Fact]
    public void Below_the_level_nothing_is_logged()
    {
        using var output = new StringWriter();
        using var log = DaemonLog.Create(output, new LogSettings(Level: LogEventLevel.Warning));
        Signing(log.CreateLogger("test"), "BTC");
        Tampering(log.CreateLogger("test"));

        Assert.EndsWith("alarm: Tampering.\n", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Signing", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_file_has_the_lines_for_its_owner_alone()
    {
        using var machine = new TestMachine();
        var file = Path.Combine(machine.Folder, "daemon.log");
        using (var log = DaemonLog.Create(TextWriter.Null, new LogSettings(File: file)))
        {
            Broke(log.CreateLogger("test"), new InvalidOperationException("key L4K5"));
        }

        Assert.Matches("Z error: It broke\\. \\(System\\.InvalidOperationException\\)\n$", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_log_file_that_grows_too_large_is_followed_by_others_of_which_ten_are_kept()
    {
        using var machine = new TestMachine();
        var file = Path.Combine(machine.Folder, "daemon.log");
        var text = new string('x', 6 * 1024 * 1024);
        using (var log = DaemonLog.Create(TextWriter.Null, new LogSettings(File: file)))
        {
            for (var i = 0; i < 25; i++)
            {
                Signing(log.CreateLogger("test"), text);
            }
        }

        var files = Directory.GetFiles(machine.Folder, "daemon*.log");
        Assert.Equal(10, files.Length);
        Assert.All(files, name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(name)));
    }

    [Fact]
    public void A_log_file_that_cannot_be_written_is_an_error_with_a_sentence()
    {
        using var machine = new TestMachine();

        var problem = Assert.Throws<KmsException>(() => DaemonLog.Create(TextWriter.Null, new LogSettings(File: Path.Combine(machine.Folder, "no", "such.log"))));

        Assert.Equal(KmsError.InputOutput, problem.Error);
    }

    private static string Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString()!;

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
