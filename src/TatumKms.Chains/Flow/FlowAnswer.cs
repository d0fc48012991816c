using System.Globalization;
using System.Text.Json;

namespace TatumKms.Chains.Flow;

/// <summary>Reads members of answers: nothing where they are absent or something else.</summary>
internal static class FlowAnswer
{
    private const int MaxLength = 200;

    /// <summary>A member that is text.</summary>
    public static string? Text(JsonElement owner, string name)
    {
        try
        {
            return Member(owner, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    /// <summary>A whole number as text, or as a number.</summary>
    public static ulong? Number(JsonElement owner, string name) => Member(owner, name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetUInt64(out var number) => number,
        { ValueKind: JsonValueKind.String } when ulong.TryParse(Text(owner, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Hexadecimal digits of so many bytes.</summary>
    public static byte[]? Hex(JsonElement owner, string name, int length) =>
        Text(owner, name) is { } text && text.Length == 2 * length && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    /// <summary>The elements of a list.</summary>
    public static IEnumerable<JsonElement> List(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>A member of an object.</summary>
    public static JsonElement? Member(JsonElement owner, string name) => owner.ValueKind == JsonValueKind.Object ? owner.Optional(name) : null;

    /// <summary>A stranger's words for a log: printable ASCII, of limited length.</summary>
    public static string Printable(string? text) =>
        string.Concat((text ?? "").Take(MaxLength).Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
