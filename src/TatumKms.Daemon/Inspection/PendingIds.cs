using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Inspection;

/// <summary>Ids as users write them, checked before they become a part of a URL.</summary>
public static class PendingIds
{
    private const int MaxTransactionId = 256;

    /// <summary>Whether a text can be the id of a pending transaction.</summary>
    public static bool IsId(string text) => PendingTransactionReader.IsId(text);

    /// <summary>Refuses what cannot be the id of a pending transaction.</summary>
    /// <exception cref="KmsException">It cannot (<see cref="KmsError.Usage"/>).</exception>
    public static void Require(string id)
    {
        if (!IsId(id))
        {
            throw new KmsException(
                KmsError.Usage,
                "The id of a pending transaction is malformed.",
                "It has 1 to 128 letters, digits, hyphens or underscores, and 24 hexadecimal digits as a rule: 5e6645712b55823de7ea82f1.");
        }
    }

    /// <summary>Refuses what cannot be the id of a transaction on a chain: visible characters, no path of its own.</summary>
    /// <exception cref="KmsException">It cannot (<see cref="KmsError.Usage"/>).</exception>
    public static void RequireTransactionId(string id)
    {
        if (id.Length is 0 or > MaxTransactionId || id.Any(c => c is <= ' ' or > '~') || id.All(c => c == '.'))
        {
            throw new KmsException(
                KmsError.Usage,
                $"The id of the transaction on the chain is malformed: it has 1 to {MaxTransactionId} visible ASCII characters without blanks.",
                "Copy it from the explorer of the chain, or from the daemon's log.");
        }
    }
}
