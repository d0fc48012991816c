using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>What a transaction does, in one line for a log or a person who approves: who pays whom how much, at what fee.</summary>
internal static class TransactionSummary
{
    /// <summary>The longest that a summary gets.</summary>
    public const int MaxLength = 300;

    /// <summary>The payments stop here, so that the fee behind them is never cut off.</summary>
    private const int RoomForPayments = 200;

    private const int LongestName = 110;

    /// <summary><c>A pays 0.5 BTC to B; fee 0.0001 BTC; a note</c>, at most 300 characters, with control characters as codes.</summary>
    public static string Of(TransactionDescription description)
    {
        var text = new StringBuilder();
        AddPayers(text, description.Sources);
        AddPayments(text, description.Payments);
        text.Append(description.Fee is { } fee ? $"; fee {Clean(fee.ToString())}" : "; fee not told");
        foreach (var note in description.Notes)
        {
            text.Append("; ").Append(Clean(note));
        }

        return text.Length <= MaxLength ? text.ToString() : string.Concat(text.ToString().AsSpan(0, MaxLength - 1), "…");
    }

    private static void AddPayers(StringBuilder text, IReadOnlyList<Payment> sources)
    {
        string[] payers = [.. sources.Select(source => source.Address).Distinct(StringComparer.Ordinal)];
        text.Append(payers switch
        {
            [] => "The signer pays ",
            [var only] => $"{Name(only)} pays ",
            [var first, ..] => $"{Name(first)} and {payers.Length - 1} more pay ",
        });
    }

    /// <summary>What goes to others; what returns to the signer only when nothing else is paid.</summary>
    private static void AddPayments(StringBuilder text, IReadOnlyList<Payment> all)
    {
        var others = all.Where(payment => !payment.IsOwn).ToArray();
        var shown = others.Length > 0 ? others : [.. all];
        if (shown.Length == 0)
        {
            text.Append("nobody");
            return;
        }

        for (var i = 0; i < shown.Length; i++)
        {
            var payment = $"{Clean(shown[i].Amount.ToString())} to {(shown[i].IsOwn ? "itself, " : "")}{Name(shown[i].Address)}";
            if (i > 0 && text.Length + payment.Length > RoomForPayments)
            {
                text.Append($" and {shown.Length - i} more");
                return;
            }

            text.Append(i > 0 ? ", " : "").Append(payment);
        }
    }

    private static string Name(string address) => Clean(address) is var name && name.Length <= LongestName ? name : $"{name[..LongestName]}…";

    private static string Clean(string text) => ApiText.ForLog(text);
}
