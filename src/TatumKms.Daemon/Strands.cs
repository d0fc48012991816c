namespace TatumKms.Daemon;

/// <summary>
/// Sorts what is pending into strands: transactions that have a wallet or a key in common, directly or by way of others, stay in the
/// order of the list, one behind the other, since each may depend on what the one before has used up. Strands go on side by side.
/// </summary>
internal static class Strands
{
    /// <summary>The strands, in the order of their first transactions.</summary>
    /// <typeparam name="T">What stands for a transaction.</typeparam>
    /// <param name="transactions">All that is pending.</param>
    /// <param name="needsOf">What a transaction needs that others may need, too; may repeat.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> transactions, Func<T, IEnumerable<string>> needsOf)
    {
        // A forest of positions: whoever shares something hangs below the first that has it.
        var parents = Enumerable.Range(0, transactions.Count).ToArray();
        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < transactions.Count; i++)
        {
            foreach (var need in needsOf(transactions[i]))
            {
                if (!firstWith.TryAdd(need, i))
                {
                    Join(parents, firstWith[need], i);
                }
            }
        }

        return [.. transactions.Select((transaction, i) => (transaction, root: Root(parents, i)))
            .GroupBy(part => part.root, part => part.transaction)
            .Select(strand => strand.ToArray())];
    }

    private static void Join(int[] parents, int one, int other)
    {
        var (first, second) = (Root(parents, one), Root(parents, other));
        parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }

        return i;
    }
}
