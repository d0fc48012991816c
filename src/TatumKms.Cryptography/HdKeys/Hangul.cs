namespace TatumKms.Cryptography.HdKeys;

/// <summary>Hangul syllables decompose by a formula (The Unicode Standard, 3.12) and so are not in any table.</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xac00;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeFirstTrailing = 0x11a7;
    private const int Vowels = 21;
    private const int Trailings = 28;
    private const int Syllables = 19 * Vowels * Trailings;

    public static bool IsSyllable(int codePoint) => codePoint is >= FirstSyllable and < FirstSyllable + Syllables;

    /// <summary>Writes two or three jamo and says how many.</summary>
    public static int Decompose(int syllable, Span<int> destination)
    {
        var index = syllable - FirstSyllable;
        destination[0] = FirstLeading + (index / (Vowels * Trailings));
        destination[1] = FirstVowel + (index / Trailings % Vowels);
        if (index % Trailings == 0)
        {
            return 2;
        }

        destination[2] = BeforeFirstTrailing + (index % Trailings);
        return 3;
    }
}
