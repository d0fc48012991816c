using System.Text;

namespace TatumKms.Cryptography.Encodings;

/// <summary>
/// Bech32 (BIP-173) and Bech32m (BIP-350): a human-readable part, the separator 1, five-bit groups, and a checksum of six
/// groups.
/// </summary>
public static class Bech32
{
    /// <summary>BIP-173's limit in characters. Cardano goes beyond it (CIP-5), where the checksum promises less.</summary>
    public const int MaxLength = 90;

    private const string Characters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;

    /// <summary>Writes five-bit groups, in lower case.</summary>
    /// <param name="hrp">The human-readable part: 1 to 83 lower-case characters of ASCII 33 to 126.</param>
    /// <param name="fiveBitGroups">Values 0 to 31, one a byte.</param>
    /// <param name="variant">Which checksum.</param>
    /// <param name="maxLength">The longest text to write, in characters.</param>
    /// <exception cref="ArgumentException">The human-readable part, a group or the length breaks the rule above.</exception>
    public static string Encode(string hrp, ReadOnlySpan<byte> fiveBitGroups, Bech32Variant variant, int maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(hrp);
        if (!IsHumanReadablePart(hrp) || hrp.Any(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException("A human-readable part is 1 to 83 lower-case ASCII characters.", nameof(hrp));
        }

        if (fiveBitGroups.ContainsAnyExceptInRange((byte)0, (byte)31))
        {
            throw new ArgumentException("Each group holds five bits, so 0 to 31.", nameof(fiveBitGroups));
        }

        var length = hrp.Length + 1 + fiveBitGroups.Length + ChecksumLength;
        if (length > maxLength)
        {
            throw new ArgumentException("The text would be longer than allowed.", nameof(fiveBitGroups));
        }

        var groups = new byte[fiveBitGroups.Length + ChecksumLength];
        fiveBitGroups.CopyTo(groups);
        var checksum = Bech32Checksum.Compute(hrp, groups) ^ Bech32Checksum.Constant(variant);
        for (var i = 0; i < ChecksumLength; i++)
        {
            groups[fiveBitGroups.Length + i] = (byte)((checksum >> (5 * (ChecksumLength - 1 - i))) & 31);
        }

        return string.Concat(hrp, "1", string.Concat(groups.Select(group => Characters[group])));
    }

    /// <summary>Reads a text of either variant; all lower or all upper case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hrp">The human-readable part in lower case; empty when the answer is false.</param>
    /// <param name="fiveBitGroups">The groups without the checksum, one a byte; empty when the answer is false.</param>
    /// <param name="variant">Which checksum it bears. The caller must compare it with what it expects.</param>
    /// <param name="maxLength">The longest text to accept, in characters.</param>
    /// <returns>False when the form or the checksum is wrong.</returns>
    public static bool TryDecode(
        string text, out string hrp, out byte[] fiveBitGroups, out Bech32Variant variant, int maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        (hrp, fiveBitGroups, variant) = (string.Empty, [], Bech32Variant.Bech32);
        var separator = text.LastIndexOf('1');
        if (text.Length > maxLength || separator < 1 || separator + 1 + ChecksumLength > text.Length
            || !Ascii.IsValid(text)
            || !IsHumanReadablePart(text[..separator])
            || (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower)))
        {
            return false;
        }

        var lowerCase = text.ToLowerInvariant();
        var prefix = lowerCase[..separator];
        var groups = new byte[text.Length - separator - 1];
        for (var i = 0; i < groups.Length; i++)
        {
            var value = Characters.IndexOf(lowerCase[separator + 1 + i], StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            groups[i] = (byte)value;
        }

        if (Bech32Checksum.VariantOf(prefix, groups) is not { } found)
        {
            return false;
        }

        (hrp, fiveBitGroups, variant) = (prefix, groups[..^ChecksumLength], found);
        return true;
    }

    private static bool IsHumanReadablePart(string hrp) =>
        hrp.Length is >= 1 and <= 83 && hrp.All(character => character is >= (char)33 and <= (char)126);
}
