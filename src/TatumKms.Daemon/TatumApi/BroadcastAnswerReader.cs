using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Tells what an answer to a broadcast means for the transaction.</summary>
internal static partial class BroadcastAnswerReader
{
    public static BroadcastAnswer Read(ApiAnswer answer, string apiKey)
    {
        if (answer.IsSuccess)
        {
            return ReadSuccess(answer, apiKey);
        }

        if (SaysKnown().IsMatch(Encoding.UTF8.GetString(answer.Body.Span)))
        {
            return new BroadcastAnswer.AlreadyKnown();
        }

        return IsVerdictOnTheTransaction(answer.Status)
            ? new BroadcastAnswer.Rejected(ApiText.ForReport(answer, apiKey))
            : new BroadcastAnswer.Unclear(ApiText.ForLog(answer, apiKey));
    }

    private static BroadcastAnswer ReadSuccess(ApiAnswer answer, string apiKey)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var body = json.RootElement;
            if (body.ValueKind == JsonValueKind.Object
                && body.TryGetProperty("txId", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 } transactionId)
            {
                var isLeftOpen = IsBoolean(body, "failed", true) || IsBoolean(body, "completed", false);
                return new BroadcastAnswer.Accepted(transactionId, !isLeftOpen);
            }
        }
        catch (Exception garbage) when (garbage is JsonException or InvalidOperationException)
        {
            // As good as no answer.
        }

        return new BroadcastAnswer.Unclear($"The answer names no transaction. {ApiText.ForLog(answer, apiKey)}");
    }

    private static bool IsBoolean(JsonElement body, string name, bool value) =>
        body.TryGetProperty(name, out var member) && member.ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);

    /// <summary>
    /// 4xx is one, but for those that refuse the caller or the moment: unauthorised, out of credits, a proxy's login, too slow,
    /// too early, too often. The same bytes may be welcome later.
    /// </summary>
    private static bool IsVerdictOnTheTransaction(int status) => status is >= 400 and <= 499 and not (401 or 402 or 407 or 408 or 425 or 429);

    // The words of Bitcoin Core, geth, Parity, the XRP Ledger, Solana, TRON and Algorand. "unknown transaction" must not match.
    [GeneratedRegex(
        @"\b(?:txn-already-known|txn-already-in-mempool|already known|known transaction|already imported|already in (?:the )?(?:mempool|block ?chain|ledger)|tefALREADY|already been processed|DUP_TRANSACTION)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysKnown();
}
