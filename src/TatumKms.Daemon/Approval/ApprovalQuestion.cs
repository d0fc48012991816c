using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>What the second pair of eyes is asked, and what an answer to it must name.</summary>
internal sealed class ApprovalQuestion
{
    private const int Version = 1, NonceLength = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>Makes a question about a transaction.</summary>
    public ApprovalQuestion(PreparedTransaction transaction, IReadOnlyList<string> warnings, DateTimeOffset now)
    {
        Id = transaction.Pending.Id;
        Digest = ContentDigest.Of(transaction.Pending);
        Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceLength));
        Expires = now + Lifetime;
        Body = Write(transaction, warnings);
    }

    /// <summary>The API's id of the transaction.</summary>
    public string Id { get; }

    /// <summary>The hash of what is asked for.</summary>
    public string Digest { get; }

    /// <summary>Never asked before, so that an earlier answer is none to this question.</summary>
    public string Nonce { get; }

    /// <summary>From then on an answer comes too late.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>The question as it is sent.</summary>
    public byte[] Body { get; }

    private byte[] Write(PreparedTransaction transaction, IReadOnlyList<string> warnings)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("id", Id);
            json.WriteString("chain", transaction.Pending.Chain.Code);
            json.WriteString("network", transaction.Network.Name());
            json.WriteString("summary", Summary(transaction.Description));
            WriteDescription(json, transaction.Description);
            WriteTexts(json, "warnings", warnings);
            json.WriteString("digest", Digest);
            json.WriteString("nonce", Nonce);
            json.WriteString("expires", Expires.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static string Summary(TransactionDescription description) =>
        description.WhyOpaque is { } why ? $"{why} {TransactionSummary.Of(description)}" : TransactionSummary.Of(description);

    private static void WriteDescription(Utf8JsonWriter json, TransactionDescription description)
    {
        json.WriteStartObject("description");
        WritePayments(json, "sources", description.Sources);
        WritePayments(json, "payments", description.Payments);
        if (description.Fee is { } fee)
        {
            json.WriteStartObject("fee");
            WriteAmount(json, fee);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("fee");
        }

        WriteTexts(json, "notes", description.Notes);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WritePayments(Utf8JsonWriter json, string name, IReadOnlyList<Payment> payments)
    {
        json.WriteStartArray(name);
        foreach (var payment in payments)
        {
            json.WriteStartObject();
            json.WriteString("address", payment.Address);
            WriteAmount(json, payment.Amount);
            json.WriteBoolean("own", payment.IsOwn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Whole numbers as text: the reader's numbers may have 53 bits.</summary>
    private static void WriteAmount(Utf8JsonWriter json, Amount amount)
    {
        json.WriteString("amount", amount.ToString());
        json.WriteString("baseUnits", amount.BaseUnits.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("decimals", amount.Decimals);
        json.WriteString("symbol", amount.Symbol);
    }
}
