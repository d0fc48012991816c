using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>An element of a list of pending transactions.</summary>
internal abstract record PendingItem
{
    private PendingItem()
    {
    }

    /// <summary>One that can be worked on.</summary>
    public sealed record Readable(PendingTransaction Transaction) : PendingItem;

    /// <summary>One that cannot.</summary>
    /// <param name="Id">Its id, if it has one.</param>
    /// <param name="Reason">A sentence.</param>
    public sealed record Unreadable(string? Id, string Reason) : PendingItem;
}
