using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Inspection;

/// <summary>A pending transaction from a file: the JSON object as the API delivers it, or a list with just one.</summary>
public static class PendingDocument
{
    /// <summary>The largest that is read; no answer of the API may be larger.</summary>
    public const int MaxBytes = ResilienceHandler.MaxBodyBytes;

    /// <summary>What editors of Windows put in front of UTF-8.</summary>
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads one.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="where">Where it is from, for messages.</param>
    /// <exception cref="KmsException">It is no pending transaction (<see cref="KmsError.Usage"/>).</exception>
    public static PendingTransaction Read(ReadOnlyMemory<byte> utf8, string where)
    {
        var bytes = utf8.Span.StartsWith(Mark) ? utf8[Mark.Length..] : utf8;
        var item = PendingTransactionReader.ReadOne(Single(Parse(bytes, where), where));
        return item switch
        {
            PendingItem.Readable readable => readable.Transaction,
            PendingItem.Unreadable unreadable => throw Malformed(where, ApiText.ForLog(unreadable.Reason)),
            _ => throw new InvalidOperationException("An unknown kind of element."),
        };
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        try
        {
            return ApiClient.ReadJson(new ApiAnswer(Status: 200, bytes));
        }
        catch (ApiException exception)
        {
            throw Malformed(where, "It is not JSON in UTF-8, or an object in it names a member twice.", exception);
        }
    }

    private static JsonElement Single(JsonElement json, string where) => json switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 1 => list[0],
        { ValueKind: JsonValueKind.Array } list => throw Malformed(where, $"It is a list of {list.GetArrayLength()} transactions, not of one."),
        _ => json,
    };

    private static KmsException Malformed(string where, string why, Exception? cause = null) => new(
        KmsError.Usage,
        $"There is no pending transaction in {where}: {why}",
        "It must hold the JSON object as GET /v3/kms/{id} answers it: id, chain, hashes, serializedTransaction.",
        cause);
}
