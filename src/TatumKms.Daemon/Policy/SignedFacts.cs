using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What the journal keeps of a signed transaction beside its bytes: the facts that a policy looks at, and who let it pass.</summary>
/// <param name="Time">When it was signed.</param>
/// <param name="Request">The facts.</param>
/// <param name="Consent">Who let it pass.</param>
public sealed record SignedFacts(DateTimeOffset Time, PolicyRequest Request, Consent Consent)
{
    /// <summary>The facts of an entry of the journal that has some.</summary>
    /// <exception cref="FormatException">They are not such facts.</exception>
    public static SignedFacts Of(JournalEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Facts ?? throw new FormatException("The entry has no facts."));
        return SignedFactsJson.Read(json.RootElement, entry);
    }

    /// <summary>As <see cref="JournalEntry.Facts"/>: id, chain and network are the entry's own.</summary>
    public string ToJson() => SignedFactsJson.Write(this);
}

/// <summary>Who let a transaction pass.</summary>
/// <param name="PolicyHash">The SHA-256 of the policy file, lower-case hexadecimal; nothing where there was no policy.</param>
/// <param name="DecidedBy">The rules of the policy that decided.</param>
/// <param name="IsApproved">Whether the second pair of eyes was asked, and approved.</param>
public sealed record Consent(string? PolicyHash, IReadOnlyList<string> DecidedBy, bool IsApproved);
