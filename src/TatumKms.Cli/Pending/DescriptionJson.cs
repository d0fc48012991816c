using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Cli.Pending;

/// <summary>What a transaction does, for a program: amounts are exact decimal text beside their unit.</summary>
internal static class DescriptionJson
{
    /// <summary>The members that say which transaction it is, then those that say what it does.</summary>
    public static void Write(Utf8JsonWriter json, Inspected inspected)
    {
        json.WriteStartObject();
        json.WriteString("id", inspected.Transaction.Id);
        json.WriteString("chain", inspected.Transaction.Chain.Code);
        json.WriteString("network", inspected.Network.Name());
        json.WriteStartArray("signatureIds");
        foreach (var wallet in inspected.Wallets)
        {
            json.WriteStringValue(wallet.ToString());
        }

        json.WriteEndArray();
        WriteMembers(json, inspected);
        json.WriteEndObject();
    }

    /// <summary>The members that say what it does, or why that is not told.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Inspected inspected)
    {
        json.WriteString("refused", inspected.Refusal);
        if (inspected.Description is not { } told)
        {
            return;
        }

        json.WriteString("opaque", told.WhyOpaque);
        WriteList(json, "dangers", told.Dangers, WriteDanger);
        WriteList(json, "sources", told.Sources, WritePayment);
        WriteList(json, "payments", told.Payments, WritePayment);
        WriteFee(json, told.Fee);
        WriteList(json, "calls", told.Calls, WriteCall);
        WriteTexts(json, "notes", told.Notes);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteDanger(Utf8JsonWriter json, Danger danger)
    {
        json.WriteString("kind", danger.Kind.Name());
        json.WriteString("words", danger.Words);
    }

    private static void WritePayment(Utf8JsonWriter json, Payment payment)
    {
        json.WriteString("to", payment.Recipient ?? payment.Address);
        WriteAmount(json, payment.Amount);
        json.WriteString("token", payment.Token);
        json.WriteBoolean("own", payment.IsOwn);
        if (payment.Recipient is not null)
        {
            json.WriteString("words", payment.Address);
        }
    }

    private static void WriteFee(Utf8JsonWriter json, Amount? fee)
    {
        if (fee is not { } amount)
        {
            json.WriteNull("fee");
            return;
        }

        json.WriteStartObject("fee");
        WriteAmount(json, amount);
        json.WriteEndObject();
    }

    private static void WriteAmount(Utf8JsonWriter json, Amount amount)
    {
        // A number, a blank, and the symbol, which may have blanks of its own.
        json.WriteString("amount", amount.ToString().Split(' ', 2)[0]);
        json.WriteString("symbol", amount.Symbol);
    }

    private static void WriteCall(Utf8JsonWriter json, ContractCall call)
    {
        json.WriteString("contract", call.Contract);
        json.WriteString("selector", call.Selector);
        json.WriteString("method", call.Method);
        WriteTexts(json, "parties", call.Parties);
        WriteList(json, "allowances", call.Allowances, WritePayment);
    }
}
