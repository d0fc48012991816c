using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>Values separated by commas.</summary>
internal static class Lists
{
    /// <summary>The values without the blanks around them.</summary>
    /// <exception cref="KmsException">One of them is empty (<see cref="KmsError.Usage"/>).</exception>
    public static string[] Split(string text, string name)
    {
        var values = text.Split(',', StringSplitOptions.TrimEntries);
        return values.Contains("")
            ? throw UsageErrors.New($"The list of {name} has an empty place.", "Write the values with one comma between them.")
            : values;
    }
}

/// <summary>Signature ids as users write them.</summary>
internal static class Ids
{
    /// <exception cref="KmsException">The text is not a UUID (<see cref="KmsError.Usage"/>).</exception>
    public static SignatureId Read(string text) => SignatureId.TryParse(text, out var id)
        ? id
        : throw UsageErrors.New("A signatureId is malformed.", "A signatureId looks like 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11.");

    /// <summary>Ids separated by commas, each once.</summary>
    /// <exception cref="KmsException">One of them is not a UUID (<see cref="KmsError.Usage"/>).</exception>
    public static IReadOnlyList<SignatureId> ReadList(string text, string name) => [.. Lists.Split(text, name).Select(Read).Distinct()];
}
