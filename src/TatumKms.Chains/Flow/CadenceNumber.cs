using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace TatumKms.Chains.Flow;

/// <summary>Cadence's types of numbers: <c>Int</c>, <c>UInt</c>, <c>Int8</c> to <c>Word256</c>, <c>Fix64</c> and <c>UFix64</c> with 8 decimals.</summary>
internal static partial class CadenceNumber
{
    private const int Decimals = 8;

    /// <summary>The longest text that is turned into a number; 2^256 has 78 digits.</summary>
    private const int MaxBoundedLength = 90;

    /// <summary>The longest text of a type without bounds.</summary>
    private const int MaxLength = 1000;

    private static readonly Dictionary<string, (BigInteger Min, BigInteger Max)> Bounds = MakeBounds();

    /// <summary>Whether a type is one of numbers.</summary>
    public static bool IsType(string type) => type is "Int" or "UInt" || Bounds.ContainsKey(type);

    /// <summary>The exact value as JSON-Cadence writes it, or nothing when the text is not exactly a value of the type.</summary>
    /// <param name="type">A type of numbers.</param>
    /// <param name="text">Decimal digits without leading zeros, no exponent, no plus; fixed-point numbers have up to 8 decimals.</param>
    public static string? TryNormalize(string type, string text)
    {
        if (type is "Fix64" or "UFix64")
        {
            return TryFixed(type, text);
        }

        if (text.Length > MaxLength || !Integer().IsMatch(text))
        {
            return null;
        }

        return type switch
        {
            "Int" => text,
            "UInt" => text[0] == '-' ? null : text,
            _ => IsWithin(type, text) ? text : null,
        };
    }

    private static string? TryFixed(string type, string text)
    {
        if (text.Length > MaxBoundedLength || !FixedPoint().IsMatch(text))
        {
            return null;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..]);
        fraction = fraction.PadRight(Decimals, '0');
        return IsWithin(type, whole + fraction) ? $"{whole}.{fraction}" : null;
    }

    private static bool IsWithin(string type, string digits) =>
        digits.Length <= MaxBoundedLength
        && BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) is var number
        && number >= Bounds[type].Min && number <= Bounds[type].Max;

    private static Dictionary<string, (BigInteger Min, BigInteger Max)> MakeBounds()
    {
        // Fixed-point numbers are 64 bits that count units of 10^-8.
        var bounds = new Dictionary<string, (BigInteger Min, BigInteger Max)>
        {
            ["Fix64"] = (long.MinValue, long.MaxValue),
            ["UFix64"] = (0, ulong.MaxValue),
        };
        foreach (var bits in (int[])[8, 16, 32, 64, 128, 256])
        {
            var half = BigInteger.One << (bits - 1);
            bounds[$"Int{bits}"] = (-half, half - 1);
            bounds[$"UInt{bits}"] = bounds[$"Word{bits}"] = (0, (half * 2) - 1);
        }

        return bounds;
    }

    [GeneratedRegex(@"\A(0|-?[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    // Minus zero is no other number than zero, so nobody writes it on purpose.
    [GeneratedRegex(@"\A(?!-0(\.0*)?\z)-?(0|[1-9][0-9]*)(\.[0-9]{1,8})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FixedPoint();
}
