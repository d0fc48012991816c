using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>Writes and reads the facts that the journal keeps. A member that was written once is read for ever.</summary>
internal static class SignedFactsJson
{
    public static string Write(SignedFacts facts) => Encoding.UTF8.GetString(JsonBytes.Write(json => Write(json, facts)).Span);

    /// <exception cref="FormatException">It is not such an object.</exception>
    public static SignedFacts Read(JsonElement json, JournalEntry entry)
    {
        try
        {
            var request = new PolicyRequest
            {
                PendingId = entry.PendingId,
                Chain = entry.Chain,
                Network = entry.Network,
                Signers = ReadList(json, "wallets", wallet => new PolicySigner(SignatureId.Parse(Text(wallet, "id")), OptionalText(wallet, "label"))),
                Payments = ReadList(json, "payments", ReadPayment),
                Calls = ReadList(json, "calls", ReadCall),
                Fee = json.TryGetProperty("fee", out var fee) ? new PolicyFee(ReadAmount(fee), ReadUnits(fee, "spent")) : null,
                Dangers = ReadList(json, "dangers", danger => DangerNames.Find(danger.GetString()) ?? throw new FormatException("An unknown danger.")),
            };
            return new SignedFacts(json.GetProperty("signedAt").GetDateTimeOffset(), request, ReadConsent(json.GetProperty("consent")));
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("Not the facts of a signed transaction.", problem);
        }
    }

    private static void Write(Utf8JsonWriter json, SignedFacts facts)
    {
        json.WriteStartObject();
        json.WriteString("signedAt", facts.Time);
        WriteList(json, "wallets", facts.Request.Signers, WriteSigner);
        WriteList(json, "payments", facts.Request.Payments, WritePayment);
        WriteList(json, "calls", facts.Request.Calls, WriteCall);
        WriteFee(json, facts.Request.Fee);
        WriteList(json, "dangers", facts.Request.Dangers, (writer, danger) => writer.WriteStringValue(danger.Name()));
        WriteConsent(json, facts.Consent);
        json.WriteEndObject();
    }

    private static void WriteSigner(Utf8JsonWriter json, PolicySigner signer)
    {
        json.WriteStartObject();
        json.WriteString("id", signer.Id.ToString());
        WriteOptional(json, "label", signer.Label);
        json.WriteEndObject();
    }

    private static void WritePayment(Utf8JsonWriter json, PolicyPayment payment)
    {
        json.WriteStartObject();
        json.WriteString("to", payment.Destination);
        WriteOptional(json, "token", payment.Token);
        WriteAmount(json, payment.Amount);
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ContractCall call)
    {
        json.WriteStartObject();
        json.WriteString("contract", call.Contract);
        WriteOptional(json, "selector", call.Selector);
        WriteOptional(json, "method", call.Method);
        WriteList(json, "parties", call.Parties, (writer, party) => writer.WriteStringValue(party));
        WriteList(json, "allowances", [.. call.Allowances.Where(allowance => !allowance.IsOwn).Select(PolicyPayment.Of)], WritePayment);
        json.WriteBoolean("transfer", call.IsTransfer);
        json.WriteEndObject();
    }

    private static void WriteFee(Utf8JsonWriter json, PolicyFee? fee)
    {
        if (fee is null)
        {
            return;
        }

        json.WriteStartObject("fee");
        WriteAmount(json, fee.Amount);
        json.WriteString("spent", fee.Spent.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteConsent(Utf8JsonWriter json, Consent consent)
    {
        json.WriteStartObject("consent");
        WriteOptional(json, "policy", consent.PolicyHash);
        WriteList(json, "by", consent.DecidedBy, (writer, name) => writer.WriteStringValue(name));
        json.WriteBoolean("approved", consent.IsApproved);
        json.WriteEndObject();
    }

    private static void WriteAmount(Utf8JsonWriter json, Amount amount)
    {
        json.WriteString("symbol", amount.Symbol);
        json.WriteNumber("decimals", amount.Decimals);
        json.WriteString("units", amount.BaseUnits.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An empty list is left out: most transactions have one or two that are not.</summary>
    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static IReadOnlyList<T> ReadList<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];

    private static PolicyPayment ReadPayment(JsonElement json) => new(Text(json, "to"), OptionalText(json, "token"), ReadAmount(json));

    private static ContractCall ReadCall(JsonElement json) => new(Text(json, "contract"), OptionalText(json, "selector"), OptionalText(json, "method"))
    {
        Parties = ReadList(json, "parties", party => party.GetString() ?? throw new FormatException("A party is null.")),
        Allowances = ReadList(json, "allowances", allowance => new Payment(Text(allowance, "to"), ReadAmount(allowance)) { Token = OptionalText(allowance, "token") }),
        IsTransfer = json.GetProperty("transfer").GetBoolean(),
    };

    private static Consent ReadConsent(JsonElement json) => new(
        OptionalText(json, "policy"),
        ReadList(json, "by", name => name.GetString() ?? throw new FormatException("A name is null.")),
        json.GetProperty("approved").GetBoolean());

    private static Amount ReadAmount(JsonElement json) => new(ReadUnits(json, "units"), json.GetProperty("decimals").GetInt32(), Text(json, "symbol"));

    private static BigInteger ReadUnits(JsonElement json, string name) =>
        BigInteger.Parse(Text(json, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static string? OptionalText(JsonElement json, string name) => json.TryGetProperty(name, out _) ? Text(json, name) : null;
}
