using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace TatumKms.Cli.Hosting;

/// <summary>
/// An object a line: <c>time</c>, <c>level</c>, <c>eventId</c>, <c>message</c>, and the values in the message by their names
/// (<c>Chain</c>, <c>PendingId</c>, <c>TransactionId</c>). All but ASCII is written as codes.
/// </summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);
    private static readonly string[] NotForReaders = ["EventId", "SourceContext"];

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            Write(json, logEvent);
        }

        output.Write(Encoding.UTF8.GetString(line.ToArray()));
        output.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, LogEvent logEvent)
    {
        json.WriteStartObject();
        json.WriteString("time", logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("level", Name(logEvent.Level));
        if (logEvent.Properties.GetValueOrDefault("EventId") is StructureValue id && id.Properties.FirstOrDefault(part => part.Name == "Id") is { } number)
        {
            WriteValue(json, "eventId", number.Value);
        }

        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        json.WriteString("message", message.ToString());
        foreach (var (name, value) in logEvent.Properties.Where(property => !NotForReaders.Contains(property.Key)))
        {
            WriteValue(json, name, value);
        }

        if (logEvent.Exception is { } exception)
        {
            json.WriteString("ExceptionType", exception.GetType().FullName);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, LogEventPropertyValue value)
    {
        switch (value)
        {
            case ScalarValue { Value: int or long }:
                json.WriteNumber(name, Convert.ToInt64(((ScalarValue)value).Value, CultureInfo.InvariantCulture));
                break;
            case ScalarValue { Value: double number } when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, value.ToString("l", CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string Name(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warning",
        LogEventLevel.Error => "error",
        _ => "alarm",
    };
}
