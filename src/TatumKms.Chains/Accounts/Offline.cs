using System.Globalization;
using TatumKms.Core;

namespace TatumKms.Chains.Accounts;

/// <summary>What descriptions say that are made without keys and look-ups.</summary>
internal static class Offline
{
    /// <summary>The daemon refuses a transaction whose keys do not fit; here nobody has looked at them.</summary>
    public const string Unproven = "That the keys of its wallets own what is spent is not proven here; the daemon proves it before it signs.";

    /// <summary>Stands in the place of an address that only the key would tell.</summary>
    public static string Signer(PendingTransaction transaction)
    {
        KeyRequest[] keys = [.. FirstWallet.Select(transaction)];
        return keys is [var only] ? Name(only) : "one of the signing wallets";
    }

    /// <summary>A key in words: its wallet, and its index where the wallet has many.</summary>
    public static string Name(KeyRequest key) => key.Index is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"wallet {key.Id}, key {index}")
        : $"wallet {key.Id}";

    /// <summary>A description with more notes behind its own.</summary>
    public static TransactionDescription With(this TransactionDescription description, params IEnumerable<string> notes) =>
        description with { Notes = [.. description.Notes, .. notes] };

    /// <summary>A sentence for what is asked for when the transaction is signed; none where nothing is.</summary>
    public static IEnumerable<string> LookedUp(params IEnumerable<string> names)
    {
        string[] missing = [.. names];
        return missing.Length == 0 ? [] : [$"Looked up when it is signed, and so not known here: {string.Join(", ", missing)}."];
    }

    /// <summary>A sentence for a limit that it exceeds: whoever looks at such a transaction wants to see the rest of it all the same.</summary>
    public static IEnumerable<string> Exceeded(Action check)
    {
        try
        {
            check();
            return [];
        }
        catch (RefusedException refused)
        {
            return [$"It would be refused: {refused.Message}"];
        }
    }

    /// <summary>Refuses a transaction of another chain.</summary>
    /// <exception cref="RefusedException">It is of another chain.</exception>
    public static void RequireChain(PendingTransaction transaction, ChainId chain)
    {
        if (transaction.Chain != chain)
        {
            throw new RefusedException($"The transaction is for {transaction.Chain}, not for {chain}.");
        }
    }

    /// <summary>Reads text that may hold half of a surrogate pair, written as an escape.</summary>
    /// <exception cref="RefusedException">It does.</exception>
    public static T ValidText<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException("The serialized transaction holds text that is not valid Unicode.");
        }
    }
}
