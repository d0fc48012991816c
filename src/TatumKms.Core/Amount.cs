using System.Globalization;
using System.Numerics;

namespace TatumKms.Core;

/// <summary>An exact amount of one asset.</summary>
/// <param name="BaseUnits">The amount in the smallest unit: satoshi, wei, sun.</param>
/// <param name="Decimals">How many decimal places one coin has: 8 for BTC, 18 for ETH.</param>
/// <param name="Symbol">What the amount is of: <c>BTC</c>.</param>
public readonly record struct Amount(BigInteger BaseUnits, int Decimals, string Symbol)
{
    /// <summary>The exact number of coins without trailing zeros, and the symbol: <c>0.015 BTC</c>.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(BaseUnits).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        var whole = digits[..^Decimals];
        var fraction = digits[^Decimals..].TrimEnd('0');
        var sign = BaseUnits.Sign < 0 ? "-" : "";
        return $"{sign}{whole}{(fraction.Length == 0 ? "" : "." + fraction)} {Symbol}";
    }
}
