using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Evm.Config;

/// <summary>Whole numbers as web3 writes them: JSON numbers, decimal strings, <c>0x</c> hexadecimal strings. Nothing else is guessed at.</summary>
internal static class ConfigNumbers
{
    private const int MaxDigits = 78; // 2^256 has 78
    private const long MaxExactInteger = 1L << 53;

    /// <summary>A number from 0 to 2^256 - 1, or nothing where the member is absent or null.</summary>
    /// <exception cref="RefusedException">It is anything else.</exception>
    public static BigInteger? Number(this JsonElement config, string name) => config.Optional(name) is { } value ? Read(value, name) : null;

    /// <summary>A number from 0 to 2^64 - 1, or nothing where the member is absent or null.</summary>
    /// <exception cref="RefusedException">It is anything else.</exception>
    public static ulong? SmallNumber(this JsonElement config, string name) => config.Number(name) switch
    {
        null => null,
        { } number when number <= ulong.MaxValue => (ulong)number,
        _ => throw Malformed(name, "is larger than 64 bits"),
    };

    private static BigInteger Read(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number => ReadNumber(value, name),
        JsonValueKind.String => ReadText(value.GetString()!, name),
        _ => throw Malformed(name, "is not a number"),
    };

    private static BigInteger ReadNumber(JsonElement value, string name)
    {
        var text = value.GetRawText();
        if (!text.All(char.IsAsciiDigit))
        {
            throw Malformed(name, "is not a whole number from 0 on");
        }

        // What wrote a larger one has rounded it already: nobody knows what was meant.
        return value.TryGetInt64(out var number) && number <= MaxExactInteger
            ? number
            : throw Malformed(name, "is a JSON number above 2^53, which JavaScript rounds; write it as a string");
    }

    private static BigInteger ReadText(string text, string name)
    {
        BigInteger number;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var digits = text[2..];
            if (digits.Length is 0 or > MaxDigits || !digits.All(char.IsAsciiHexDigit))
            {
                throw Malformed(name, "is not hexadecimal");
            }

            number = BigInteger.Parse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
        else
        {
            if (text.Length is 0 or > MaxDigits || !text.All(char.IsAsciiDigit))
            {
                throw Malformed(name, "is neither a whole decimal number nor hexadecimal with 0x");
            }

            number = BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return number.GetBitLength() <= 256 ? number : throw Malformed(name, "is larger than 256 bits");
    }

    private static RefusedException Malformed(string name, string what) => new($"The transaction's '{name}' {what}.");
}
