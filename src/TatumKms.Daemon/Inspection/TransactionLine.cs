using TatumKms.Core;

namespace TatumKms.Daemon.Inspection;

/// <summary>What a transaction does in one line, for a list.</summary>
public static class TransactionLine
{
    /// <summary>Dangers first, then who pays whom how much, the fee, and what else is worth knowing.</summary>
    public static string Of(TransactionDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var warnings = description.Dangers.Select(danger => $"DANGER {danger.Kind.Name()}").Distinct(StringComparer.Ordinal);
        string[] all = description.IsOpaque ? ["OPAQUE", .. warnings] : [.. warnings];
        return $"{(all.Length == 0 ? "" : string.Join(", ", all) + ": ")}{TransactionSummary.Of(description)}";
    }
}
