namespace TatumKms.Chains.Tests;

/// <summary>Texts that differ from a valid one in a few places, the same ones for the same seed.</summary>
internal static class Mutations
{
    private static readonly string[] Pieces =
        ["\"", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1e9", "1.5", "99999999999999999999", "\\ud800", "\u0000", "\uD800", "\"\"", "[]", "{}", "ž", "\\", "\\u0000", "x"];

    public static IEnumerable<string> Of(string text, int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var mutated = text;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                mutated = Change(mutated, random);
            }

            yield return mutated;
        }
    }

    private static string Change(string text, Random random)
    {
        var start = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(6), text.Length - start);
        return random.Next(4) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, Pieces[random.Next(Pieces.Length)]),
            2 => text.Remove(start, length).Insert(start, Pieces[random.Next(Pieces.Length)]),
            _ => text.Insert(random.Next(text.Length + 1), text.Substring(start, length)),
        };
    }
}
