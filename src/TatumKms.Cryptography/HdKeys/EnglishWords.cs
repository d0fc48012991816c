namespace TatumKms.Cryptography.HdKeys;

/// <summary>BIP-39's English list: 2048 words in alphabetical order, as UTF-8, so that no word of a mnemonic becomes a string.</summary>
internal static class EnglishWords
{
    public const int Count = 2048;

    private static readonly byte[][] Words = Load();

    public static ReadOnlySpan<byte> At(int index) => Words[index];

    /// <summary>The place of a word, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<byte> word)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = word.SequenceCompareTo(Words[middle]);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return -1;
    }

    private static byte[][] Load()
    {
        ReadOnlySpan<byte> text = EmbeddedText.Read("english.txt").AsSpan().TrimEnd((byte)'\n');
        var words = new List<byte[]>(Count);
        foreach (var line in text.Split((byte)'\n'))
        {
            words.Add(text[line].ToArray());
        }

        return words.Count == Count ? [.. words] : throw new InvalidOperationException("The English word list is not whole.");
    }
}
