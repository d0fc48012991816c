using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>Reads a line of the journal.</summary>
internal static class JournalLineReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="FormatException">It is not a line of a journal.</exception>
    public static JournalLine Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            return Read(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("Not a line of a journal.", problem);
        }
    }

    private static JournalLine Read(JsonElement json)
    {
        var (number, time, previous) = (json.GetProperty("seq").GetInt64(), json.GetProperty("time").GetDateTimeOffset(), Text(json, "previous"));
        var name = Text(json, "state");
        if (name == JournalLine.CarriedOverName)
        {
            return new JournalLine.CarriedOver(number, time, previous, json.GetProperty("lines").GetInt64());
        }

        if (name == JournalLine.DeferredName)
        {
            return new JournalLine.Deferred(number, time, previous, ReadDeferral(json));
        }

        if (name == JournalLine.SeenName)
        {
            return new JournalLine.Seen(number, time, previous, ReadSighting(json));
        }

        // Only what says all of a transaction has a digest; a step names its id alone.
        var state = JournalNames.State(name);
        return state == JournalState.Signed ? new JournalLine.Signed(number, time, previous, ReadEntry(json, state))
            : json.TryGetProperty("digest", out _) ? new JournalLine.Kept(number, time, previous, ReadEntry(json, state))
            : new JournalLine.Step(number, time, previous, Text(json, "id"), state, json.TryGetProperty("txId", out _) ? Text(json, "txId") : null);
    }

    private static Deferral ReadDeferral(JsonElement json) => new(
        Text(json, "id"),
        Text(json, "digest"),
        json.GetProperty("attempts").GetInt32(),
        json.GetProperty("until").GetDateTimeOffset(),
        JournalNames.Kind(Text(json, "kind")),
        Text(json, "reason"),
        json.GetProperty("told").GetBoolean());

    private static Sighting ReadSighting(JsonElement json) =>
        new(json.GetProperty("seenAt").GetDateTimeOffset(), ChainId.Parse(Text(json, "chain")), NetworkOf(json), Text(json, "to"));

    private static Network NetworkOf(JsonElement json) => json.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;

    private static JournalEntry ReadEntry(JsonElement json, JournalState state) => new(
        Text(json, "id"),
        ChainId.Parse(Text(json, "chain")),
        NetworkOf(json),
        Text(json, "digest"),
        new SignedTransaction(Text(json, "txId"), state == JournalState.Signed ? Text(json, "txData") : ""),
        ReadDelivery(json),
        state)
    {
        Claims = json.TryGetProperty("claims", out var claims)
            ? [.. claims.EnumerateArray().Select(claim => claim.GetString() ?? throw new FormatException("A claim is null."))]
            : [],
        Facts = json.TryGetProperty("facts", out var facts) ? facts.GetRawText() : null,
    };

    private static Delivery ReadDelivery(JsonElement json) =>
        json.TryGetProperty("withdrawalId", out _) ? new Delivery.OffchainWithdrawal(Text(json, "withdrawalId")) { ChainPath = json.TryGetProperty("path", out _) ? Text(json, "path") : null }
        : json.TryGetProperty("announcedAt", out _) ? new Delivery.Announcement(Text(json, "announcedAt"))
        : new Delivery.Broadcast(Text(json, "path"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
