using System.IO.Compression;
using System.Reflection;
using System.Text.Json;

namespace TatumKms.Benchmarks.Cases;

/// <summary>Vector files of the tests, which are part of this program.</summary>
internal static class VectorResource
{
    public static JsonElement Load(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new FileNotFoundException($"There are no vectors in {name}.");
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
