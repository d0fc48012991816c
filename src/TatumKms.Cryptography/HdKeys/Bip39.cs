using System.Security.Cryptography;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// BIP-39: mnemonics and their seeds. Mnemonics are UTF-8 bytes, never strings; what is returned or written here is the
/// caller's to zero.
/// </summary>
public static class Bip39
{
    /// <summary>The length of a seed in bytes.</summary>
    public const int SeedLength = 64;

    /// <summary>The entropy of 24 words in bytes.</summary>
    public const int MaxEntropyLength = 32;

    private const int BitsPerWord = 11;
    private const int Iterations = 2048;

    /// <summary>Makes a new English mnemonic from the operating system's randomness.</summary>
    /// <param name="wordCount">12, 15, 18, 21 or 24.</param>
    /// <returns>The words in UTF-8, parted by one space, in a pinned array; the caller zeroes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another number of words.</exception>
    public static byte[] Generate(int wordCount = 24)
    {
        if (!IsWordCount(wordCount))
        {
            throw new ArgumentOutOfRangeException(nameof(wordCount), wordCount, "A mnemonic has 12, 15, 18, 21 or 24 words.");
        }

        Span<byte> entropy = stackalloc byte[wordCount / 3 * 4];
        RandomNumberGenerator.Fill(entropy);
        var mnemonic = FromEntropy(entropy);
        CryptographicOperations.ZeroMemory(entropy);
        return mnemonic;
    }

    /// <summary>Says whether a text is a mnemonic of the English list with the right checksum. Nothing is trimmed or lowered.</summary>
    /// <param name="mnemonicUtf8">The words in UTF-8.</param>
    /// <returns>Nothing when it is; else the first problem found.</returns>
    public static MnemonicProblem? Check(ReadOnlySpan<byte> mnemonicUtf8)
    {
        Span<byte> entropy = stackalloc byte[MaxEntropyLength];
        var problem = ReadEntropy(mnemonicUtf8, entropy, out _);
        CryptographicOperations.ZeroMemory(entropy);
        return problem;
    }

    /// <summary>Reads the entropy out of a mnemonic of the English list with the right checksum. Nothing is trimmed or lowered.</summary>
    /// <param name="mnemonicUtf8">The words in UTF-8.</param>
    /// <param name="entropy32">Receives the entropy at its beginning; room for 32 bytes. The caller zeroes it.</param>
    /// <param name="length">How many bytes of entropy there are: 16, 20, 24, 28 or 32; 0 when there is a problem.</param>
    /// <returns>Nothing when all is well; else the first problem found.</returns>
    public static MnemonicProblem? ReadEntropy(ReadOnlySpan<byte> mnemonicUtf8, Span<byte> entropy32, out int length)
    {
        length = 0;
        var wordCount = mnemonicUtf8.Count((byte)' ') + 1;
        if (!IsWordCount(wordCount))
        {
            return MnemonicProblem.WordCount;
        }

        Span<byte> bits = stackalloc byte[BitsToBytes(wordCount * BitsPerWord)];
        bits.Clear();
        try
        {
            var position = 0;
            foreach (var range in mnemonicUtf8.Split((byte)' '))
            {
                var index = EnglishWords.IndexOf(mnemonicUtf8[range]);
                if (index < 0)
                {
                    return MnemonicProblem.UnknownWord;
                }

                WriteWord(bits, position++, index);
            }

            var entropy = bits[..(wordCount / 3 * 4)];
            if (bits[entropy.Length] != Checksum(entropy))
            {
                return MnemonicProblem.Checksum;
            }

            entropy.CopyTo(entropy32);
            length = entropy.Length;
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bits);
        }
    }

    /// <summary>
    /// Derives the seed: PBKDF2-HMAC-SHA512 with 2048 rounds over the NFKD forms. The mnemonic is not validated, trimmed or
    /// lowered: a stored text of any kind yields the seed that it yields in every other wallet.
    /// </summary>
    /// <param name="mnemonicUtf8">The mnemonic in UTF-8.</param>
    /// <param name="passphraseUtf8">BIP-39's optional passphrase in UTF-8; empty when there is none.</param>
    /// <param name="seed64">Receives the seed; 64 bytes.</param>
    /// <exception cref="ArgumentException">The destination is not 64 bytes, or a text is not UTF-8.</exception>
    public static void DeriveSeed(ReadOnlySpan<byte> mnemonicUtf8, ReadOnlySpan<byte> passphraseUtf8, Span<byte> seed64)
    {
        if (seed64.Length != SeedLength)
        {
            throw new ArgumentException("A BIP-39 seed is 64 bytes.", nameof(seed64));
        }

        byte[] password = [];
        byte[] passphrase = [];
        byte[] salt = [];
        try
        {
            password = Nfkd.Normalize(mnemonicUtf8);
            passphrase = Nfkd.Normalize(passphraseUtf8);
            salt = PinnedBytes.Allocate("mnemonic"u8.Length + passphrase.Length);
            "mnemonic"u8.CopyTo(salt);
            passphrase.CopyTo(salt.AsSpan("mnemonic"u8.Length));
            Rfc2898DeriveBytes.Pbkdf2(password, salt, seed64, Iterations, HashAlgorithmName.SHA512);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
            CryptographicOperations.ZeroMemory(passphrase);
            CryptographicOperations.ZeroMemory(salt);
        }
    }

    /// <summary>The mnemonic of 16, 20, 24, 28 or 32 bytes of entropy, in a pinned array.</summary>
    internal static byte[] FromEntropy(ReadOnlySpan<byte> entropy)
    {
        Span<byte> bits = stackalloc byte[entropy.Length + 1];
        entropy.CopyTo(bits);
        bits[^1] = Checksum(entropy);

        var wordCount = entropy.Length / 4 * 3;
        var length = wordCount - 1;
        for (var i = 0; i < wordCount; i++)
        {
            length += EnglishWords.At(ReadWord(bits, i)).Length;
        }

        var mnemonic = PinnedBytes.Allocate(length);
        mnemonic.AsSpan().Fill((byte)' ');
        var rest = mnemonic.AsSpan();
        for (var i = 0; i < wordCount; i++)
        {
            var word = EnglishWords.At(ReadWord(bits, i));
            word.CopyTo(rest);
            rest = rest[Math.Min(word.Length + 1, rest.Length)..];
        }

        CryptographicOperations.ZeroMemory(bits);
        return mnemonic;
    }

    private static bool IsWordCount(int words) => words is 12 or 15 or 18 or 21 or 24;

    private static int BitsToBytes(int bits) => (bits + 7) / 8;

    /// <summary>The checksum's bits (one for each four bytes of entropy) at the top of a byte whose other bits are zero.</summary>
    private static byte Checksum(ReadOnlySpan<byte> entropy)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entropy, hash);
        var unused = 8 - (entropy.Length / 4);
        var checksum = (byte)(hash[0] >> unused << unused);
        CryptographicOperations.ZeroMemory(hash);
        return checksum;
    }

    private static int ReadWord(ReadOnlySpan<byte> bits, int position)
    {
        var index = 0;
        for (var bit = position * BitsPerWord; bit < (position + 1) * BitsPerWord; bit++)
        {
            index = (index << 1) | ((bits[bit / 8] >> (7 - (bit % 8))) & 1);
        }

        return index;
    }

    private static void WriteWord(Span<byte> bits, int position, int index)
    {
        for (var i = 0; i < BitsPerWord; i++)
        {
            var bit = (position * BitsPerWord) + i;
            var value = (index >> (BitsPerWord - 1 - i)) & 1;
            bits[bit / 8] |= (byte)(value << (7 - (bit % 8)));
        }
    }
}
