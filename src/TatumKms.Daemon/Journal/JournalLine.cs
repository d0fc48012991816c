using System.Text.Encodings.Web;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>One line of the journal: a JSON object with its number, its time, the hash of the line before, and what happened.</summary>
internal abstract record JournalLine(long Number, DateTimeOffset Time, string Previous, string PendingId)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A transaction was signed.</summary>
    public sealed record Signed(long Number, DateTimeOffset Time, string Previous, JournalEntry Entry)
        : JournalLine(Number, Time, Previous, Entry.PendingId);

    /// <summary>Its delivery came a step further.</summary>
    public sealed record Step(long Number, DateTimeOffset Time, string Previous, string PendingId, JournalState State, string? TransactionId)
        : JournalLine(Number, Time, Previous, PendingId);

    /// <summary>The line in UTF-8, without its line feed.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", Number);
            json.WriteString("time", Time);
            json.WriteString("previous", Previous);
            json.WriteString("state", NameOf(this is Step step ? step.State : JournalState.Signed));
            json.WriteString("id", PendingId);
            if (this is Signed { Entry: var entry })
            {
                Write(json, entry);
            }
            else if (this is Step { TransactionId: { } transactionId })
            {
                json.WriteString("txId", transactionId);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <exception cref="FormatException">It is not a line of a journal.</exception>
    public static JournalLine Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            var json = document.RootElement;
            var (number, time, previous) = (json.GetProperty("seq").GetInt64(), json.GetProperty("time").GetDateTimeOffset(), Text(json, "previous"));
            var state = StateOf(Text(json, "state"));
            return state == JournalState.Signed
                ? new Signed(number, time, previous, ReadEntry(json))
                : new Step(number, time, previous, Text(json, "id"), state, json.TryGetProperty("txId", out _) ? Text(json, "txId") : null);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("Not a line of a journal.", problem);
        }
    }

    private static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteString("chain", entry.Chain.Code);
        json.WriteBoolean("testnet", entry.Network == Network.Testnet);
        json.WriteString("digest", entry.ContentDigest);
        json.WriteString("txId", entry.Transaction.TransactionId);
        json.WriteString("txData", entry.Transaction.Payload);
        if (entry.Delivery is Delivery.Broadcast broadcast)
        {
            json.WriteString("path", broadcast.Path);
        }
        else if (entry.Delivery is Delivery.OffchainWithdrawal withdrawal)
        {
            json.WriteString("withdrawalId", withdrawal.WithdrawalId);
        }
        else if (entry.Delivery is Delivery.Announcement announcement)
        {
            json.WriteString("announcedAt", announcement.Path);
        }

        if (entry.Claims.Count > 0)
        {
            json.WriteStartArray("claims");
            foreach (var claim in entry.Claims)
            {
                json.WriteStringValue(claim);
            }

            json.WriteEndArray();
        }
    }

    private static JournalEntry ReadEntry(JsonElement json) => new(
        Text(json, "id"),
        ChainId.Parse(Text(json, "chain")),
        json.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet,
        Text(json, "digest"),
        new SignedTransaction(Text(json, "txId"), Text(json, "txData")),
        ReadDelivery(json),
        JournalState.Signed)
    {
        Claims = json.TryGetProperty("claims", out var claims)
            ? [.. claims.EnumerateArray().Select(claim => claim.GetString() ?? throw new FormatException("A claim is null."))]
            : [],
    };

    private static Delivery ReadDelivery(JsonElement json) =>
        json.TryGetProperty("withdrawalId", out _) ? new Delivery.OffchainWithdrawal(Text(json, "withdrawalId"))
        : json.TryGetProperty("announcedAt", out _) ? new Delivery.Announcement(Text(json, "announcedAt"))
        : new Delivery.Broadcast(Text(json, "path"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static string NameOf(JournalState state) => state switch
    {
        JournalState.Signed => "signed",
        JournalState.Accepted => "accepted",
        JournalState.Completed => "completed",
        JournalState.Rejected => "rejected",
        JournalState.OnChain => "onChain",
        JournalState.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static JournalState StateOf(string name) => name switch
    {
        "signed" => JournalState.Signed,
        "accepted" => JournalState.Accepted,
        "completed" => JournalState.Completed,
        "rejected" => JournalState.Rejected,
        "onChain" => JournalState.OnChain,
        "expired" => JournalState.Expired,
        _ => throw new FormatException("An unknown state."),
    };
}
