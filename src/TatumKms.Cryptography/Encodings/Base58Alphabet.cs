namespace TatumKms.Cryptography.Encodings;

/// <summary>The 58 characters of a Base58 dialect, in the order of their values.</summary>
public sealed class Base58Alphabet
{
    private const byte NoDigit = 0xff;

    private readonly byte[] _characters = new byte[58];
    private readonly byte[] _digits = new byte[128];

    private Base58Alphabet(ReadOnlySpan<byte> characters)
    {
        Array.Fill(_digits, NoDigit);
        characters.CopyTo(_characters);
        for (byte digit = 0; digit < _characters.Length; digit++)
        {
            _digits[_characters[digit]] = digit;
        }
    }

    /// <summary>The alphabet of Bitcoin, Solana, FLOW and nearly everybody else.</summary>
    public static Base58Alphabet Bitcoin { get; } = new("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8);

    /// <summary>The alphabet of the XRP Ledger: https://xrpl.org/docs/references/protocol/data-types/base58-encodings.</summary>
    public static Base58Alphabet Ripple { get; } = new("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"u8);

    /// <summary>The character that stands for zero, and so for each leading zero byte.</summary>
    internal byte Zero => _characters[0];

    internal byte this[int digit] => _characters[digit];

    /// <summary>The value of a character; false for one that the alphabet lacks.</summary>
    internal bool TryGetDigit(int character, out int digit)
    {
        digit = character < _digits.Length ? _digits[character] : NoDigit;
        return digit != NoDigit;
    }
}
