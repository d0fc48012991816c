using System.Text.Json;

namespace TatumKms.Cli.Terminal;

/// <summary>Turns an object of JSON into rows: a name and a value each. Members of members are named with a dot between.</summary>
internal static class FactTable
{
    public static IReadOnlyList<IReadOnlyList<string>> Rows(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(bytes.ToArray());
        return [.. Flatten("", document.RootElement)];
    }

    private static IEnumerable<IReadOnlyList<string>> Flatten(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Flatten(name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Flatten(name, item)),
        _ => [[name, value.ToString()]],
    };
}
