using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Egld;

/// <summary>Amounts in EGLD, decimal text or a JSON number, read exactly into atoms (10^-18 EGLD).</summary>
internal static partial class EgldAmount
{
    private const int Decimals = 18;
    private const int MaxLength = 64;

    /// <summary>An amount of EGLD.</summary>
    /// <param name="atoms">10^-18 EGLD each.</param>
    public static Amount Of(BigInteger atoms) => new(atoms, Decimals, "EGLD");

    /// <summary>Reads the member <c>value</c>; no value is none.</summary>
    /// <exception cref="RefusedException">It is negative, finer than an atom, or no number.</exception>
    public static BigInteger Read(JsonElement? value) => value switch
    {
        null => BigInteger.Zero,
        { ValueKind: JsonValueKind.Number } number => ReadNumber(number.GetRawText()),
        { } text => ReadText(PendingJson.TextOf(text, "The transaction's 'value'")),
    };

    /// <summary>What JavaScript has written as a number, it must be able to read again: it rounds longer ones.</summary>
    private static BigInteger ReadNumber(string text)
    {
        var atoms = Atoms(text, Number());
        var shortest = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        return Atoms(shortest, Number()) == atoms
            ? atoms
            : throw new RefusedException("The transaction's 'value' is a JSON number of more digits than JavaScript keeps; write it as a string.");
    }

    private static BigInteger ReadText(string text) => Atoms(text, Plain());

    private static BigInteger Atoms(string text, Regex form)
    {
        if (text.Length > MaxLength || form.Match(text) is not { Success: true } match)
        {
            throw new RefusedException("The transaction's 'value' is not a number of EGLD from 0 on, in plain decimal digits.");
        }

        var fraction = match.Groups["fraction"].Value.TrimEnd('0');
        var exponent = match.Groups["exponent"] is { Success: true, Value: var written } ? int.Parse(written, CultureInfo.InvariantCulture) : 0;
        var digits = BigInteger.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        var shift = Decimals + exponent - fraction.Length;
        if (shift >= 0)
        {
            return digits * BigInteger.Pow(10, shift);
        }

        var atoms = BigInteger.DivRem(digits, BigInteger.Pow(10, -shift), out var rest);
        return rest.IsZero ? atoms : throw new RefusedException("The transaction's 'value' is finer than an atom, 10^-18 EGLD.");
    }

    [GeneratedRegex(@"\A(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?\z")]
    private static partial Regex Plain();

    // JSON and JavaScript write very large and very small numbers with an exponent.
    [GeneratedRegex(@"\A(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]{1,3}))?\z")]
    private static partial Regex Number();
}
