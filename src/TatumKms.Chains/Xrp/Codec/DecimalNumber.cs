using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>A decimal number of any size, without trailing zeros in its mantissa, so that equal numbers are equal.</summary>
/// <param name="Mantissa">The digits and the sign.</param>
/// <param name="Exponent">The power of ten; 0 for zero.</param>
internal readonly partial record struct DecimalNumber(BigInteger Mantissa, int Exponent)
{
    private const int MaxTextLength = 256; // more than any number of the protocol needs

    /// <summary>The number of digits.</summary>
    public int Digits => BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>The number with trailing zeros moved into the exponent.</summary>
    public static DecimalNumber Of(BigInteger mantissa, int exponent)
    {
        while (!mantissa.IsZero && (mantissa % 10).IsZero)
        {
            mantissa /= 10;
            exponent++;
        }

        return new DecimalNumber(mantissa, mantissa.IsZero ? 0 : exponent);
    }

    /// <summary>Reads digits with a point or a power of ten or both.</summary>
    public static bool TryParse(string text, out DecimalNumber number)
    {
        number = default;
        var match = text.Length <= MaxTextLength ? Form().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        var power = match.Groups["power"] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        var mantissa = BigInteger.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        number = Of(match.Groups["sign"].Length > 0 ? -mantissa : mantissa, power - fraction.Length);
        return true;
    }

    /// <summary>The absolute mantissa with exactly so many digits, and the exponent that goes with it.</summary>
    /// <param name="digits">Not fewer than <see cref="Digits"/>.</param>
    public (BigInteger Mantissa, int Exponent) WithDigits(int digits)
    {
        var more = digits - Digits;
        return (BigInteger.Abs(Mantissa) * BigInteger.Pow(10, more), Exponent - more);
    }

    /// <summary>Plain digits where they are not too many, else with a power of ten.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture);
        var sign = Mantissa.Sign < 0 ? "-" : "";
        return Exponent switch
        {
            0 => sign + digits,
            < -128 or > 128 => $"{sign}{digits}e{Exponent}",
            > 0 => sign + digits + new string('0', Exponent),
            _ when digits.Length > -Exponent => $"{sign}{digits[..^-Exponent]}.{digits[^-Exponent..]}",
            _ => $"{sign}0.{digits.PadLeft(-Exponent, '0')}",
        };
    }

    [GeneratedRegex(@"\A(?<sign>-)?(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?([eE](?<power>[+-]?[0-9]{1,6}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
