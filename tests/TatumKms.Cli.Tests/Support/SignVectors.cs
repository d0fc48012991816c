using System.Text.Json;

namespace TatumKms.Cli.Tests.Support;

/// <summary>Pending transactions of the original, of every chain.</summary>
internal static class SignVectors
{
    public static IEnumerable<string> Chains => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Data", "sign");

    /// <summary>One that the original has signed, of a variant where there is a choice.</summary>
    public static JsonElement Signed(string chain, string variant = "") => All(chain).First(vector =>
        vector.GetProperty("variant").GetString()!.Contains(variant, StringComparison.Ordinal)
        && !vector.TryGetProperty("sdkBug", out _)
        && vector.GetProperty("expected") is var expected
        && !expected.TryGetProperty("error", out _)
        && !expected.TryGetProperty("port", out _));

    private static IEnumerable<JsonElement> All(string chain)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{chain}.json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
