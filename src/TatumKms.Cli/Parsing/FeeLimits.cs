using System.Globalization;
using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>Reads the limits for fees, of an option or of a variable.</summary>
internal static class FeeLimits
{
    /// <summary>A percentage in plain digits.</summary>
    /// <exception cref="KmsException">It is not 0 to 100.</exception>
    public static int ReadPercent(string text, string name, KmsError error) => (int)Read(text, 100, name, error);

    /// <summary>Base units for a virtual byte in plain digits.</summary>
    /// <exception cref="KmsException">It is not a whole number.</exception>
    public static long ReadRate(string text, string name, KmsError error) => Read(text, long.MaxValue, name, error);

    private static long Read(string text, long largest, string name, KmsError error) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new KmsException(error, $"{name} is not a whole number from 0 to {largest}.", "Write it in plain digits, without a unit.");
}
