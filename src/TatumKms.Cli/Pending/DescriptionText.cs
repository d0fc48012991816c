using System.Globalization;
using System.Text;
using TatumKms.Cli.Hosting;
using TatumKms.Core;

namespace TatumKms.Cli.Pending;

/// <summary>What a transaction does, for a person: what is dangerous comes first, and nothing in it moves the cursor.</summary>
internal sealed class DescriptionText
{
    private const int Indentation = 9, LongestLine = 1000;
    private readonly StringBuilder _text = new();

    private DescriptionText()
    {
    }

    /// <summary>Some lines, each of limited length.</summary>
    public static string Of(Inspected inspected)
    {
        var text = new DescriptionText();
        var transaction = inspected.Transaction;
        text.Line("", $"Transaction {transaction.Id} of {transaction.Chain}, {inspected.Network.Name()}");
        if (inspected.Description is { } told)
        {
            text.AddDescription(told);
        }
        else
        {
            text.Line("REFUSED", $"{inspected.Refusal} The daemon would not sign it.");
        }

        text.Lines("Wallets", inspected.Wallets.Select(wallet => wallet.ToString()));
        return text._text.ToString();
    }

    private void AddDescription(TransactionDescription told)
    {
        if (told.WhyOpaque is { } why)
        {
            Line("OPAQUE", why);
        }

        foreach (var danger in told.Dangers)
        {
            Line("DANGER", $"{danger.Kind.Name()}: {danger.Words}");
        }

        Lines("From", told.Sources.Select(source => $"{source.Amount} of {source.Address}"));
        Lines("Pays", told.Payments.Count == 0 ? [Nobody(told)] : told.Payments.Select(payment => $"{payment.Amount} to {payment.Address}{(payment.IsOwn ? " (own)" : "")}"));
        Line("Fee", told.Fee?.ToString() ?? "not known");
        Lines("Calls", told.Calls.Select(Words));
        Lines("Notes", told.Notes);
    }

    /// <summary>What cannot be told may pay somebody.</summary>
    private static string Nobody(TransactionDescription told) =>
        told.IsOpaque || told.Dangers.Any(danger => danger.Kind == DangerKind.Opaque) ? "not known" : "nobody";

    private static string Words(ContractCall call)
    {
        var method = call.Method ?? (call.Selector is null ? "without naming a method" : $"method {call.Selector}");
        var who = call.Contract == ContractCall.OfNetwork ? $"{method} (of the network itself)" : $"{method} at {call.Contract}";
        var allowed = string.Concat(call.Allowances.Select(allowance => $"; lets {allowance.Address} take {allowance.Amount}"));
        return $"{who}{(call.Parties.Count == 0 ? "" : $", for {string.Join(", ", call.Parties)}")}{allowed}";
    }

    private void Lines(string name, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Line(name, text);
            name = "";
        }
    }

    private void Line(string name, string text)
    {
        var isTitle = _text.Length == 0;
        var shown = text.Length <= LongestLine ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestLine)}… ({text.Length} characters)");
        _text.Append(isTitle ? "" : name.PadRight(Indentation)).Append(VisibleText.Escape(shown)).Append('\n');
    }
}
