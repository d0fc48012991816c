using System.Text;

namespace TatumKms.Wallets.Passwords;

/// <summary>What can be said of a new password: how long it is, and in words how long a thief of the wallet file would need.</summary>
public static class PasswordStrength
{
    /// <summary>How many characters a new password has at least, unless its owner insists.</summary>
    public const int LeastCharacters = 12;

    // With scrypt at n = 2^17 a thief who rents a thousand machines makes some 2^32 guesses a day.
    private const double WeakBits = 40, FairBits = 55, GoodBits = 75;

    private const int Lower = 26, Upper = 27, Digits = 10, Signs = 33, Others = 100;

    // A word that somebody has picked is one of some eight thousand.
    private const double BitsOfWord = 13;

    /// <summary>The number of characters (Unicode scalar values) of a password in UTF-8; a byte that is none counts as one.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> password)
    {
        var count = 0;
        foreach (var _ in new Utf8Characters(password))
        {
            count++;
        }

        return count;
    }

    /// <summary>A sentence for the person who chose the password. Says nothing of what is in it.</summary>
    public static string Describe(ReadOnlySpan<byte> password) => EstimateBits(password) switch
    {
        < WeakBits => "The password is weak: whoever gets a copy of the wallet file can guess it.",
        < FairBits => "The password is fair: whoever gets a copy of the wallet file needs patience and money to guess it.",
        < GoodBits => "The password is good.",
        _ => "The password is strong.",
    };

    /// <summary>
    /// An upper bound of what there is to guess, in bits: as if each character were drawn from all of its kind. A character that
    /// was there before, or that follows the one before in the alphabet, counts for one bit; words with spaces count as words.
    /// </summary>
    private static double EstimateBits(ReadOnlySpan<byte> password)
    {
        var (fresh, stale, words, previous) = (0, 0, 0, (int)' ');
        var kinds = new HashSet<int>();
        var seen = new HashSet<int>();
        foreach (var character in new Utf8Characters(password))
        {
            kinds.Add(SizeOfKind(character));
            words += IsBlank(previous) && !IsBlank(character) ? 1 : 0;
            var isFresh = seen.Add(character) && Math.Abs(character - previous) != 1;
            (fresh, stale, previous) = (fresh + (isFresh ? 1 : 0), stale + (isFresh ? 0 : 1), character);
        }

        var bits = kinds.Count == 0 ? 0 : (fresh * Math.Log2(kinds.Sum())) + stale;
        return words > 1 && kinds.IsSubsetOf([Lower, Signs]) ? Math.Min(bits, words * BitsOfWord) : bits;
    }

    private static bool IsBlank(int character) => character is ' ' or '-' or '_' or '.';

    /// <summary>How many characters there are of a character's kind; no two kinds have as many.</summary>
    private static int SizeOfKind(int character) => character switch
    {
        >= 'a' and <= 'z' => Lower,
        >= 'A' and <= 'Z' => Upper,
        >= '0' and <= '9' => Digits,
        < 128 => Signs,
        _ => Others,
    };

    /// <summary>The characters, one at a time, so that no string of them is left behind.</summary>
    private ref struct Utf8Characters(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public int Current { get; private set; }

        public readonly Utf8Characters GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            _ = Rune.DecodeFromUtf8(_rest, out var character, out var consumed);
            _rest = _rest[consumed..];
            Current = character.Value;
            return true;
        }
    }
}
