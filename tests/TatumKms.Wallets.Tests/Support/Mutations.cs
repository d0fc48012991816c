using System.Text;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>Files that differ from a valid one in a few places, the same ones for the same seed.</summary>
internal static class Mutations
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1e9", "2147483647", "9007199254740993", "99999999999999999999",
        "1048576", "16384", "\\ud800", "\\u0000", "\0", "\r\n", "\n", " ", "\t", "=", "==", "A", "U2FsdGVkX1", "\"data\": \"", "\"n\": ",
        "\"chain\":\"", "\"testnet\":", "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", "/", "+", "é🔑",
    }.Select(Encoding.UTF8.GetBytes)];

    public static byte[] Of(byte[] file, Random random)
    {
        var mutated = file;
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            mutated = Change(mutated, random);
        }

        return mutated;
    }

    private static byte[] Change(byte[] file, Random random)
    {
        var start = random.Next(file.Length + 1);
        var end = Math.Min(start + (random.Next(8) == 0 ? random.Next(file.Length + 1) : random.Next(6)), file.Length);
        var (head, part, tail) = (file[..start], file[start..end], file[end..]);
        return random.Next(7) switch
        {
            0 => [.. head, .. tail],
            1 => [.. head, .. Pieces[random.Next(Pieces.Length)], .. part, .. tail],
            2 => [.. head, .. Pieces[random.Next(Pieces.Length)], .. tail],
            3 => [.. head, .. part, .. part, .. tail],
            4 => [.. head, .. part],
            5 => Moved([.. head, .. tail], part, random),
            _ => Flipped(file, random),
        };
    }

    private static byte[] Moved(byte[] rest, byte[] part, Random random)
    {
        var at = random.Next(rest.Length + 1);
        return [.. rest[..at], .. part, .. rest[at..]];
    }

    private static byte[] Flipped(byte[] file, Random random)
    {
        var flipped = (byte[])file.Clone();
        if (flipped.Length > 0)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)random.Next(1, 256);
        }

        return flipped;
    }
}
