using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>One line of the journal: a JSON object with its number, its time, the hash of the line before, and what happened.</summary>
internal abstract record JournalLine(long Number, DateTimeOffset Time, string Previous)
{
    /// <summary>The state of a line that says how a transaction waits.</summary>
    public const string DeferredName = "deferred";

    /// <summary>The state of a line that says that a destination was named.</summary>
    public const string SeenName = "seen";

    /// <summary>The state of the first line of a compacted journal.</summary>
    public const string CarriedOverName = "carriedOver";

    /// <summary>A transaction was signed.</summary>
    public sealed record Signed(long Number, DateTimeOffset Time, string Previous, JournalEntry Entry) : JournalLine(Number, Time, Previous);

    /// <summary>Its delivery came a step further.</summary>
    public sealed record Step(long Number, DateTimeOffset Time, string Previous, string PendingId, JournalState State, string? TransactionId)
        : JournalLine(Number, Time, Previous);

    /// <summary>A transaction waits.</summary>
    public sealed record Deferred(long Number, DateTimeOffset Time, string Previous, Deferral Deferral) : JournalLine(Number, Time, Previous);

    /// <summary>A destination was named for the first time.</summary>
    public sealed record Seen(long Number, DateTimeOffset Time, string Previous, Sighting Sighting) : JournalLine(Number, Time, Previous);

    /// <summary>The first line of a compacted journal, which goes on from the last line of the one before; so many lines of it follow.</summary>
    public sealed record CarriedOver(long Number, DateTimeOffset Time, string Previous, long Count) : JournalLine(Number, Time, Previous);

    /// <summary>What the lines of the journal before came to for a transaction that is further than signed.</summary>
    public sealed record Kept(long Number, DateTimeOffset Time, string Previous, JournalEntry Entry) : JournalLine(Number, Time, Previous);

    /// <summary>The line in UTF-8, without its line feed.</summary>
    public byte[] ToBytes() => JsonBytes.Write(Write).ToArray();

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", Number);
        json.WriteString("time", Time);
        json.WriteString("previous", Previous);
        switch (this)
        {
            case Signed signed:
                Write(json, signed.Entry);
                break;
            case Kept kept:
                Write(json, kept.Entry);
                break;
            case Step step:
                Write(json, step);
                break;
            case Deferred deferred:
                Write(json, deferred.Deferral);
                break;
            case Seen seen:
                Write(json, seen.Sighting);
                break;
            case CarriedOver carriedOver:
                json.WriteString("state", CarriedOverName);
                json.WriteNumber("lines", carriedOver.Count);
                break;
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Step step)
    {
        json.WriteString("state", JournalNames.Of(step.State));
        json.WriteString("id", step.PendingId);
        if (step.TransactionId is { } transactionId)
        {
            json.WriteString("txId", transactionId);
        }
    }

    private static void Write(Utf8JsonWriter json, Deferral deferral)
    {
        json.WriteString("state", DeferredName);
        json.WriteString("id", deferral.PendingId);
        json.WriteString("digest", deferral.ContentDigest);
        json.WriteNumber("attempts", deferral.Attempts);
        json.WriteString("until", deferral.Until);
        json.WriteString("kind", JournalNames.Of(deferral.Kind));
        json.WriteString("reason", deferral.Reason);
        json.WriteBoolean("told", deferral.IsTold);
    }

    private static void Write(Utf8JsonWriter json, Sighting sighting)
    {
        json.WriteString("state", SeenName);
        json.WriteString("seenAt", sighting.Time);
        json.WriteString("chain", sighting.Chain.Code);
        json.WriteBoolean("testnet", sighting.Network == Network.Testnet);
        json.WriteString("to", sighting.Destination);
    }

    private static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteString("state", JournalNames.Of(entry.State));
        json.WriteString("id", entry.PendingId);
        json.WriteString("chain", entry.Chain.Code);
        json.WriteBoolean("testnet", entry.Network == Network.Testnet);
        json.WriteString("digest", entry.ContentDigest);
        json.WriteString("txId", entry.Transaction.TransactionId);
        if (entry.State == JournalState.Signed)
        {
            json.WriteString("txData", entry.Transaction.Payload);
        }

        Write(json, entry.Delivery);
        if (entry.Claims.Count > 0)
        {
            json.WriteStartArray("claims");
            foreach (var claim in entry.Claims)
            {
                json.WriteStringValue(claim);
            }

            json.WriteEndArray();
        }

        if (entry.Facts is { } facts)
        {
            json.WritePropertyName("facts");
            json.WriteRawValue(facts);
        }
    }

    private static void Write(Utf8JsonWriter json, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Broadcast broadcast:
                json.WriteString("path", broadcast.Path);
                break;
            case Delivery.OffchainWithdrawal withdrawal:
                json.WriteString("withdrawalId", withdrawal.WithdrawalId);
                if (withdrawal.ChainPath is { } chainPath)
                {
                    json.WriteString("path", chainPath);
                }

                break;
            case Delivery.Announcement announcement:
                json.WriteString("announcedAt", announcement.Path);
                break;
        }
    }
}
