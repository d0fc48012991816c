using System.Security.Cryptography;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// Algorand's 25 words: 24 for the 32 bytes of a seed, eleven bits a word from the least significant bit on, and one for the
/// checksum. The list is BIP-39's, the rest is not.
/// </summary>
public static class AlgorandMnemonic
{
    /// <summary>How many words.</summary>
    public const int WordCount = 25;

    /// <summary>The length of a seed in bytes.</summary>
    public const int SeedLength = 32;

    private const int BitsPerWord = 11;

    /// <summary>Reads the seed out of the words. Nothing is trimmed or lowered.</summary>
    /// <param name="mnemonicUtf8">The words in UTF-8, parted by one space.</param>
    /// <param name="seed32">Receives the seed; zeros when there is a problem. The caller zeroes it.</param>
    /// <returns>Nothing when all is well; else the first problem found.</returns>
    public static MnemonicProblem? ReadSeed(ReadOnlySpan<byte> mnemonicUtf8, Span<byte> seed32)
    {
        if (mnemonicUtf8.Count((byte)' ') + 1 != WordCount)
        {
            return MnemonicProblem.WordCount;
        }

        // 24 words are 264 bits: the seed and eight zeros.
        Span<byte> bits = stackalloc byte[SeedLength + 1];
        Span<byte> hash = stackalloc byte[SeedLength];
        try
        {
            var checksum = ReadWords(mnemonicUtf8, bits);
            if (checksum < 0)
            {
                return MnemonicProblem.UnknownWord;
            }

            Sha512T256.HashSecret(bits[..SeedLength], hash);
            if (bits[SeedLength] != 0 || checksum != (hash[0] | ((hash[1] & 0b111) << 8)))
            {
                return MnemonicProblem.Checksum;
            }

            bits[..SeedLength].CopyTo(seed32);
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bits);
            CryptographicOperations.ZeroMemory(hash);
        }
    }

    /// <summary>Fills the bits of the first 24 words and gives the last one's place in the list; -1 when a word is not in it.</summary>
    private static int ReadWords(ReadOnlySpan<byte> mnemonicUtf8, Span<byte> bits)
    {
        bits.Clear();
        var (position, index) = (0, -1);
        foreach (var range in mnemonicUtf8.Split((byte)' '))
        {
            index = EnglishWords.IndexOf(mnemonicUtf8[range]);
            if (index < 0)
            {
                return index;
            }

            for (var i = 0; i < BitsPerWord && position < WordCount - 1; i++)
            {
                var bit = (position * BitsPerWord) + i;
                bits[bit / 8] |= (byte)(((index >> i) & 1) << (bit % 8));
            }

            position++;
        }

        return index;
    }
}
