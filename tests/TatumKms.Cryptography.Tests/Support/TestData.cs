using System.IO.Compression;
using System.Text.Json;

namespace TatumKms.Cryptography.Tests.Support;

/// <summary>Reads the vectors beside the test assembly; see Data/README.md for their sources.</summary>
internal static class TestData
{
    public static JsonElement Json(string name)
    {
        using var stream = Open(name);
        return JsonDocument.Parse(stream).RootElement;
    }

    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The tests of a Wycheproof file, each with the group it is in.</summary>
    public static IEnumerable<(JsonElement Group, JsonElement Test)> Wycheproof(string name) =>
        from JsonElement testGroup in Json($"wycheproof/{name}").GetProperty("testGroups").EnumerateArray()
        from JsonElement test in testGroup.GetProperty("tests").EnumerateArray()
        select (testGroup, test);

    private static Stream Open(string name)
    {
        var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", name));
        return name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
