using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace TatumKms.Cli.Hosting;

/// <summary><c>2026-11-21T05:00:00.000Z warning: message</c>. Control characters in a message cannot forge a line.</summary>
internal sealed class PlainLineFormatter : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        output.Write(logEvent.Level switch
        {
            LogEventLevel.Debug or LogEventLevel.Verbose => "debug: ",
            LogEventLevel.Warning => "warning: ",
            LogEventLevel.Error => "error: ",
            LogEventLevel.Fatal => "alarm: ",
            _ => "",
        });
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        _message.Format(logEvent, message);
        output.Write(VisibleText.Escape(message.ToString()));
        if (logEvent.Exception is { } exception)
        {
            output.Write($" ({exception.GetType().FullName})");
        }

        output.Write('\n');
    }
}
