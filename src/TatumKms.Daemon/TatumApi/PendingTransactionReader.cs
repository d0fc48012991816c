using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Reads the list of <c>POST /v3/kms/pending/{chain}</c>; an element that cannot be read does not end the others.</summary>
internal static class PendingTransactionReader
{
    private const int MaxIdLength = 128;

    /// <exception cref="ApiException">It is not a list.</exception>
    public static IReadOnlyList<PendingItem> ReadList(JsonElement json, ChainId chain) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(element => Read(element, chain))]
        : throw new ApiException("The answer is not a list of transactions.");

    /// <summary>Reads one transaction, of the chain that it names itself.</summary>
    public static PendingItem ReadOne(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("chain", out var code)
        && code.ValueKind == JsonValueKind.String
        && ChainId.TryParse(code.GetString(), out var chain)
            ? Read(json, chain)
            : new PendingItem.Unreadable(null, "It is not a JSON object with the code of a chain in 'chain'.");

    private static PendingItem Read(JsonElement json, ChainId asked)
    {
        string? id = null;
        try
        {
            var pending = new WireObject(json, "A pending transaction");
            id = pending.RequiredText("id");
            if (!IsId(id))
            {
                id = id.Length == 0 ? null : ApiText.ForLog(id);
                throw new FormatException("'id' must be 1 to 128 letters, digits, hyphens or underscores.");
            }

            return new PendingItem.Readable(ReadTransaction(pending, id, asked, json));
        }
        catch (FormatException problem)
        {
            return new PendingItem.Unreadable(id, problem.Message);
        }
    }

    private static PendingTransaction ReadTransaction(WireObject pending, string id, ChainId asked, JsonElement json)
    {
        if (pending.RequiredText("chain") != asked.Code)
        {
            throw new FormatException($"The transaction is not for {asked}, which was asked for.");
        }

        return new PendingTransaction
        {
            Id = id,
            Chain = asked,
            Hashes = [.. (pending.List("hashes") ?? throw new FormatException("'hashes' is missing.")).Select(hash => WireObject.IdOf(hash, "hashes"))],
            SerializedTransaction = pending.RequiredText("serializedTransaction"),
            Signatures = [.. (pending.List("signatures") ?? []).Select(ReadSigner)],
            Index = pending.Index("index"),
            WithdrawalId = pending.Text("withdrawalId"),
            WithdrawalInputs = pending.List("withdrawalResponses") is { } inputs ? [.. inputs.Select(ReadInput)] : null,
            Raw = json,
        };
    }

    private static IndexedSigner ReadSigner(JsonElement json)
    {
        var signer = new WireObject(json, "An element of 'signatures'");
        var id = signer.Find("id") ?? throw new FormatException("An element of 'signatures' has no 'id'.");
        return new IndexedSigner(WireObject.IdOf(id, "signatures"), signer.Index("index"));
    }

    private static WithdrawalInput ReadInput(JsonElement json)
    {
        var input = new WireObject(json, "An element of 'withdrawalResponses'");
        WireObject? owner = input.Find("address") is { } address ? new WireObject(address, "'address' of 'withdrawalResponses'") : null;
        return new WithdrawalInput(input.Text("vIn"), input.Integer("vInIndex"), owner?.Text("address"), owner?.Index("derivationKey") ?? 0);
    }

    /// <summary>The id becomes a part of URLs and a line of logs.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
