using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Accounts;

/// <summary>The JSON of a serialized transaction, read so that nothing in it goes unseen: no member twice, none unknown, no broken text.</summary>
internal static class PendingJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a text; the caller disposes the document.</summary>
    /// <exception cref="RefusedException">It is no JSON, or an object names a member twice.</exception>
    public static JsonDocument Parse(string text, string place)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // The other two: halves of surrogate pairs, in the text itself or as an escape in a name.
            throw new RefusedException($"{place} is not valid JSON, or an object in it names a member twice.");
        }
    }

    /// <summary>The same element, proven to be an object that has no members but these.</summary>
    /// <exception cref="RefusedException">It is none, or has another member.</exception>
    public static JsonElement ObjectOf(JsonElement element, string place, params ReadOnlySpan<string> names)
    {
        foreach (var member in element.Object(place).EnumerateObject())
        {
            if (!IsOneOf(member, names))
            {
                throw new RefusedException($"{place} has a member that is not known; it may have none but {string.Join(", ", names.ToArray())}.");
            }
        }

        return element;
    }

    /// <summary>A member that must be a string of valid Unicode.</summary>
    /// <exception cref="RefusedException">It is absent or something else.</exception>
    public static string TextOf(JsonElement owner, string name, string place) =>
        owner.TryGetProperty(name, out var value) ? TextOf(value, $"{place}: '{name}'") : throw new RefusedException($"{place}: '{name}' is missing.");

    /// <summary>The text of an element that must be a string of valid Unicode.</summary>
    /// <exception cref="RefusedException">It is something else.</exception>
    public static string TextOf(JsonElement value, string place)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new RefusedException($"{place} must be text.");
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException($"{place} is not valid Unicode text.");
        }
    }

    /// <summary>Writes a string as JavaScript's <c>JSON.stringify</c> does: only quotes, backslashes and control characters are escaped.</summary>
    /// <param name="text">Valid Unicode.</param>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            json = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        return json.Append('"').ToString();
    }

    /// <summary>Text of a stranger for a description: quoted, everything but printable ASCII escaped, long text cut with its length said.</summary>
    public static string ForPeople(string text)
    {
        const int MaxLength = 300;
        var cut = text.Length > MaxLength ? text[..MaxLength] : text;
        var shown = string.Concat(cut.Select(c => c is >= ' ' and <= '~' and not ('"' or '\\') ? $"{c}" : c is '"' or '\\' ? $"\\{c}" : $"\\u{(int)c:x4}"));
        return cut.Length == text.Length ? $"\"{shown}\"" : $"\"{shown}\"... ({text.Length} characters)";
    }

    private static bool IsOneOf(JsonProperty member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
