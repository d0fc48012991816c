using System.Globalization;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>Paths as people write them: "m/44'/0'/0'/0", where ' marks a hardened child (BIP-32).</summary>
internal static class DerivationPath
{
    public const uint Hardened = 0x80000000;

    /// <summary>The child numbers from the master key on; none for "m".</summary>
    /// <exception cref="FormatException">The text is not such a path.</exception>
    public static uint[] Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var steps = path.Split('/');
        return steps[0] == "m"
            ? [.. steps.Skip(1).Select(ParseStep)]
            : throw new FormatException("A derivation path begins with m.");
    }

    private static uint ParseStep(string step)
    {
        var isHardened = step.EndsWith('\'');
        var digits = isHardened ? step[..^1] : step;
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Hardened
            ? number | (isHardened ? Hardened : 0)
            : throw new FormatException("Each step of a derivation path is a number below 2^31, followed by ' when it is hardened.");
    }
}
