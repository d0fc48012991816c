using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Inspection;

/// <summary>A transaction that waits at the API, or what there is in its place.</summary>
public sealed class PendingListing
{
    private PendingListing(string? id, PendingTransaction? transaction, string? problem)
    {
        Id = id;
        Transaction = transaction;
        Problem = problem;
    }

    /// <summary>Its id, if it has one.</summary>
    public string? Id { get; }

    /// <summary>The transaction, where it can be read.</summary>
    public PendingTransaction? Transaction { get; }

    /// <summary>A sentence that says why it cannot be read, where that is so.</summary>
    public string? Problem { get; }

    /// <summary>The transaction on the chain by which the API calls it done; nothing while it waits.</summary>
    public string? TransactionId { get; private init; }

    internal static PendingListing Of(PendingItem item) => item switch
    {
        PendingItem.Readable readable => new PendingListing(readable.Transaction.Id, readable.Transaction, problem: null)
        {
            TransactionId = TextOf(readable.Transaction.Raw, "txId"),
        },
        PendingItem.Unreadable unreadable => new PendingListing(unreadable.Id, transaction: null, unreadable.Reason),
        _ => throw new ArgumentException("An unknown kind of element.", nameof(item)),
    };

    private static string? TextOf(JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no id.
            return null;
        }
    }
}
