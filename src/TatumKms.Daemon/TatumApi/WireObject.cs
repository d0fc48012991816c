using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Reads members of a JSON object of the API: unknown ones are left alone, known ones must be of their type; null is absent.</summary>
internal readonly struct WireObject
{
    private readonly JsonElement _json;

    /// <exception cref="FormatException">It is not an object.</exception>
    public WireObject(JsonElement json, string name)
    {
        _json = json.ValueKind == JsonValueKind.Object ? json : throw new FormatException($"{name} must be a JSON object.");
    }

    public JsonElement? Find(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public string? Text(string name) => Find(name) is { } value ? TextOf(value, name) : null;

    public string RequiredText(string name) => Text(name) ?? throw new FormatException($"'{name}' is missing.");

    public IEnumerable<JsonElement>? List(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw new FormatException($"'{name}' must be a list."),
    };

    /// <summary>An index of a key: 0 to 2^31-1.</summary>
    public uint? Index(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetUInt32(out var index) && index <= int.MaxValue => index,
        _ => throw new FormatException($"'{name}' must be a number from 0 to 2147483647."),
    };

    public long? Integer(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        _ => throw new FormatException($"'{name}' must be a whole number."),
    };

    public static SignatureId IdOf(JsonElement value, string name) =>
        SignatureId.TryParse(TextOf(value, name), out var id) ? id : throw new FormatException($"'{name}' must hold signature ids, which are UUIDs.");

    private static string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"'{name}' must be text.");
        }
        catch (InvalidOperationException exception)
        {
            // Half a surrogate pair.
            throw new FormatException($"'{name}' is not valid text.", exception);
        }
    }
}
