using System.IO.Compression;
using System.Text.Json;

namespace TatumKms.Chains.Tests;

/// <summary>Large vector files, which lie compressed.</summary>
internal static class GzipFile
{
    public static JsonElement Load(params string[] path)
    {
        using var file = File.OpenRead(Path.Combine([VectorFile.Folder, .. path]));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unpacked);
        return document.RootElement.Clone();
    }
}
