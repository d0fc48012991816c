using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace TatumKms.Cli.Hosting;

/// <summary>The daemon's log on standard error: a line for a person, or a line of JSON for a collector.</summary>
internal sealed class DaemonLog(TextWriter output, ITextFormatter formatter) : ILogEventSink
{
    /// <summary>A provider that writes to <paramref name="output"/>; it owns nothing.</summary>
    public static SerilogLoggerProvider Create(TextWriter output, bool asJson)
    {
        ITextFormatter formatter = asJson ? new JsonFormatter(renderMessage: true) : new PlainLineFormatter();
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Sink(new DaemonLog(output, formatter))
            .CreateLogger();
        return new SerilogLoggerProvider(logger, dispose: true);
    }

    /// <summary>Writes a line at once. Of an exception the type only: its message may quote anything.</summary>
    public void Emit(LogEvent logEvent)
    {
        var told = logEvent;
        if (logEvent.Exception is { } exception)
        {
            var properties = logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value));
            told = new LogEvent(
                logEvent.Timestamp,
                logEvent.Level,
                exception: null,
                logEvent.MessageTemplate,
                properties.Append(new LogEventProperty("ExceptionType", new ScalarValue(exception.GetType().FullName))));
        }

        using var line = new StringWriter { NewLine = "\n" };
        formatter.Format(told, line);
        output.Write(line.ToString());
    }
}
