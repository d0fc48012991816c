using System.Text.Json;

namespace TatumKms.Chains.Tests;

/// <summary>
/// What becomes of a signing vector here: <c>signed</c> (the bytes and the id that it expects), <c>otherwise</c> (signed, but right
/// where the original errs), <c>refused</c>, or the path of the member whose bytes are right. Where the original errs or refuses,
/// the rule is to refuse; exceptions stand in <c>Data/rulings</c> by chain and variant with their reason.
/// </summary>
internal static class VectorRuling
{
    public const string Signed = "signed", Otherwise = "otherwise", Refused = "refused";

    public static string Of(JsonElement vector)
    {
        var variant = vector.GetProperty("variant").GetString()!;
        var file = Path.Combine(VectorFile.Folder, "rulings", $"{vector.GetProperty("chain").GetString()}.json");
        if (File.Exists(file) && VectorFile.Load(file).TryGetProperty(variant, out var ruling))
        {
            Assert.NotEqual("", ruling.GetProperty("why").GetString());
            return ruling.GetProperty("outcome").GetString()!;
        }

        var expected = vector.GetProperty("expected");
        return expected.TryGetProperty("port", out _) || expected.TryGetProperty("error", out _) || vector.TryGetProperty("sdkBug", out _)
            ? Refused
            : vector.TryGetProperty("compare", out var how) && how.GetString() == "path" ? Otherwise : Signed;
    }

    /// <summary>The bytes that a ruling wants, or nothing where any signature will do.</summary>
    public static string? PayloadOf(JsonElement vector, string ruling) => ruling switch
    {
        Otherwise => null,
        Signed => vector.GetProperty("expected").TryGetProperty("txData", out _)
            ? vector.GetProperty("expected").GetProperty("txData").GetString()
            : vector.GetProperty("expected").GetProperty("signed").GetString(),
        _ => ruling.Split('.').Aggregate(vector, (owner, name) => owner.GetProperty(name)).GetString(),
    };
}
