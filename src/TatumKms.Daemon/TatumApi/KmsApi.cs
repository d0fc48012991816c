using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>The endpoints of the Tatum API that a KMS needs.</summary>
internal sealed class KmsApi(ApiClient client, DaemonOptions options)
{
    /// <summary>What waits for the signatures of some entries.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="question">The entries.</param>
    /// <param name="isSuspect">Whether the chain's endpoint failed before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">No usable answer.</exception>
    public async Task<IReadOnlyList<PendingItem>> GetPendingAsync(
        ChainId chain, PendingQuestion question, bool isSuspect, CancellationToken cancellationToken)
    {
        var traits = isSuspect ? RequestTraits.Suspect : RequestTraits.None;
        var answer = await client.AskAsync($"/v3/kms/pending/{chain}", question.Body, traits, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new ApiException(client.Describe(answer)) { IsOutage = answer.IsOutage, RetryAfter = answer.RetryAfter };
        }

        return answer.MediaType is null or "application/json"
            ? PendingTransactionReader.ReadList(ApiClient.ReadJson(answer), chain)
            : throw new ApiException($"The answer is not JSON, but calls itself {ApiText.ForLog(answer.MediaType)}.");
    }

    /// <summary>Sends a signed transaction, once.</summary>
    public async Task<BroadcastAnswer> BroadcastAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var path = entry.Delivery switch
            {
                Delivery.Broadcast broadcast => broadcast.Path,
                Delivery.Announcement announcement => announcement.Path,
                _ => "/v3/offchain/withdrawal/broadcast",
            };
            var answer = await client.TellAsync(HttpMethod.Post, path, body => WriteBroadcast(body, entry), cancellationToken);
            return BroadcastAnswerReader.Read(answer, options.ApiKey);
        }
        catch (ApiException exception)
        {
            return new BroadcastAnswer.Unclear(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return new BroadcastAnswer.Unclear("The delivery took too long.");
        }
    }

    /// <summary>Marks a pending transaction completed.</summary>
    /// <returns>What was in the way, or nothing.</returns>
    public async Task<string?> CompleteAsync(string pendingId, string transactionId, CancellationToken cancellationToken)
    {
        try
        {
            var path = $"/v3/kms/{Uri.EscapeDataString(pendingId)}/{Uri.EscapeDataString(transactionId)}";
            var answer = await client.TellAsync(HttpMethod.Put, path, null, cancellationToken);

            // 404: nothing waits there any more, which is what this is about.
            return answer.IsSuccess || answer.Status == 404 ? null : client.Describe(answer);
        }
        catch (ApiException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return "The delivery took too long.";
        }
    }

    /// <summary>The transaction by which the API calls a pending one done; nothing when it does not, or does not say.</summary>
    public async Task<string?> FindCompletionAsync(string pendingId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetUrgentlyAsync($"/v3/kms/{Uri.EscapeDataString(pendingId)}", cancellationToken);
            return answer.IsSuccess
                && ApiClient.ReadJson(answer) is { ValueKind: JsonValueKind.Object } pending
                && pending.TryGetProperty("txId", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 } transactionId
                    ? transactionId
                    : null;
        }
        catch (Exception exception) when (exception is ApiException or OperationCanceledException or InvalidOperationException)
        {
            // Half a surrogate pair is no id either.
            return null;
        }
    }

    /// <summary>Whether the chain has a transaction; nothing when that cannot be found out.</summary>
    public async Task<bool?> HasTransactionAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        const string ending = "/broadcast";
        var path = entry.Delivery switch
        {
            Delivery.Broadcast broadcast => broadcast.Path,
            Delivery.OffchainWithdrawal withdrawal => withdrawal.ChainPath,
            _ => null,
        };
        if (path?.EndsWith(ending, StringComparison.Ordinal) != true)
        {
            return null;
        }

        try
        {
            var lookUp = $"{path[..^ending.Length]}/transaction/{Uri.EscapeDataString(entry.Transaction.TransactionId)}";
            var answer = await client.GetUrgentlyAsync(lookUp, cancellationToken);
            return answer.IsSuccess ? ApiClient.ReadJson(answer).ValueKind == JsonValueKind.Object : SaysNotFound(answer) ? false : null;
        }
        catch (Exception exception) when (exception is ApiException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Reports transactions that could not be signed or sent.</summary>
    /// <exception cref="ApiException">The report did not arrive.</exception>
    public async Task ReportAsync(IEnumerable<(string PendingId, string Error)> errors, CancellationToken cancellationToken)
    {
        var answer = await client.TellAsync(HttpMethod.Post, "/v3/tatum/kms/batch", body => WriteErrors(body, errors), cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new ApiException(client.Describe(answer));
        }
    }

    private static bool SaysNotFound(ApiAnswer answer) =>
        answer.Status is >= 400 and <= 499
        && ApiClient.ReadJson(answer) is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("errorCode", out var code)
        && code.ValueKind == JsonValueKind.String
        && code.ValueEquals("tx.not.found");

    private static void WriteBroadcast(Utf8JsonWriter body, JournalEntry entry)
    {
        body.WriteStartObject();
        if (entry.Delivery is Delivery.OffchainWithdrawal withdrawal)
        {
            body.WriteString("currency", entry.Chain.Code);
            body.WriteString("signatureId", entry.PendingId);
            body.WriteString("withdrawalId", withdrawal.WithdrawalId);
            body.WriteString("txData", entry.Transaction.Payload);
        }
        else
        {
            body.WriteString("txData", entry.Delivery is Delivery.Announcement ? entry.Transaction.TransactionId : entry.Transaction.Payload);
            body.WriteString("signatureId", entry.PendingId);
        }

        body.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter body, IEnumerable<(string PendingId, string Error)> errors)
    {
        body.WriteStartObject();
        body.WriteStartArray("errors");
        foreach (var (pendingId, error) in errors)
        {
            body.WriteStartObject();
            body.WriteString("signatureId", pendingId);
            body.WriteString("error", error);
            body.WriteEndObject();
        }

        body.WriteEndArray();
        body.WriteEndObject();
    }
}
