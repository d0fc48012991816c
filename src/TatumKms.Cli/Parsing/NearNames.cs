namespace TatumKms.Cli.Parsing;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearNames
{
    private const int FarthestDistance = 2;
    private const int ShortestName = 3;

    /// <summary>The nearest name that differs in case or in at most two letters (one, when it is short), or nothing.</summary>
    public static string? Find(string given, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= FarthestFrom(candidate.Name))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Of a name with two letters, each wrong one leaves next to nothing.
    private static int FarthestFrom(string name) => name.Length < ShortestName ? 0 : Math.Clamp((name.Length / 2) - 1, 1, FarthestDistance);

    /// <summary>How many letters must be changed, added or left out (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > FarthestDistance)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
