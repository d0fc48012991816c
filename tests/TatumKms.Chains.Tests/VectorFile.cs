using System.Text.Json;

namespace TatumKms.Chains.Tests;

/// <summary>Vector files by kind and chain.</summary>
internal static class VectorFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Data");

    public static JsonElement Load(params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine([Folder, .. path])));
        return document.RootElement.Clone();
    }

    public static IEnumerable<JsonElement> Vectors(string kind) =>
        Directory.EnumerateFiles(Path.Combine(Folder, "vectors", kind), "*.json").Order().SelectMany(file => Load(file).EnumerateArray());

    public static TheoryData<string> Ids(string kind) => [.. Vectors(kind).Select(vector => vector.GetProperty("id").GetString()!)];

    public static JsonElement Find(string kind, string id) => Vectors(kind).First(vector => vector.GetProperty("id").GetString() == id);
}
