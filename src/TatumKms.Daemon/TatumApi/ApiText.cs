using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Makes what the API says fit to be passed on.</summary>
internal static class ApiText
{
    private const int MaxLogged = 300, MaxReported = 16 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole body for an error report: JSON with an indentation of 2 spaces, as the original reports it.</summary>
    public static string ForReport(ApiAnswer answer, string apiKey)
    {
        if (answer.Body.IsEmpty)
        {
            return $"The API answered {answer.Status}.";
        }

        string text;
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            text = JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            text = Utf8.GetString(answer.Body.Span);
        }

        return Cut(WithoutKey(text, apiKey), MaxReported);
    }

    /// <summary>A sentence for logs and messages: the status, and in one line what the API said.</summary>
    public static string ForLog(ApiAnswer answer, string apiKey, string who = "The API")
    {
        var said = ForLog(WithoutKey(Utf8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 4 * MaxLogged)]), apiKey));
        return said.Length == 0 ? $"{who} answered {answer.Status}." : $"{who} answered {answer.Status}: {said}";
    }

    /// <summary>Text of others in one line of limited length; what moves the cursor, ends a line or turns its direction becomes its code.</summary>
    public static string ForLog(string text)
    {
        var line = new StringBuilder();
        foreach (var character in text.Trim())
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                line.Append(character);
            }
        }

        return Cut(line.ToString(), MaxLogged);
    }

    /// <summary>The API repeats the key that it does not know in its answer, or the path in which it stood.</summary>
    private static string WithoutKey(string text, string apiKey) =>
        text.Replace(apiKey, "***", StringComparison.Ordinal).Replace(Uri.EscapeDataString(apiKey), "***", StringComparison.Ordinal);

    private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");
}
