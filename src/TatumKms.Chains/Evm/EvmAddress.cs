using System.Text;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Evm;

/// <summary>Addresses of 20 bytes: the end of the Keccak-256 of the public key.</summary>
internal static class EvmAddress
{
    /// <summary>Bytes of an address.</summary>
    public const int Length = 20;

    private const int Digits = 2 * Length;
    private const string HarmonyPrefix = "one";

    /// <summary>The address of a public key in either form.</summary>
    /// <exception cref="ArgumentException">It is not a point of the curve.</exception>
    public static byte[] OfPublicKey(ISecp256k1 secp256k1, ReadOnlySpan<byte> publicKey) =>
        secp256k1.TryParsePublicKey(publicKey, compressed: false, out var point)
            ? Keccak256.HashData(point.AsSpan(1))[^Length..]
            : throw new ArgumentException("Not a public key.", nameof(publicKey));

    /// <summary><c>0x</c> and 40 lower-case digits.</summary>
    public static string Lower(ReadOnlySpan<byte> address) => $"0x{Convert.ToHexStringLower(address)}";

    /// <summary><c>0x</c> and 40 digits whose case is a checksum (EIP-55).</summary>
    public static string Checksummed(ReadOnlySpan<byte> address) => $"0x{MixedCase(Convert.ToHexStringLower(address))}";

    /// <summary>
    /// Reads an address: 40 digits with or without <c>0x</c>, in one case or in the mixed case of EIP-55; and in the spelling of
    /// its own that a chain has.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="spelling">The chain's own spelling.</param>
    /// <param name="address">20 bytes.</param>
    /// <returns>False when it is malformed or its checksum is wrong.</returns>
    public static bool TryParse(string text, AddressSpelling spelling, out byte[] address)
    {
        address = [];
        if (spelling == AddressSpelling.Harmony && text.StartsWith($"{HarmonyPrefix}1", StringComparison.OrdinalIgnoreCase))
        {
            return TryParseHarmony(text, out address);
        }

        var start = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2
            : spelling == AddressSpelling.Xdc && text.StartsWith("xdc", StringComparison.OrdinalIgnoreCase) ? 3
            : 0;
        var digits = text[start..];
        if (digits.Length != Digits || !digits.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var isMixed = digits.Any(char.IsAsciiLetterLower) && digits.Any(char.IsAsciiLetterUpper);
        if (isMixed && digits != MixedCase(digits.ToLowerInvariant()))
        {
            return false;
        }

        address = Convert.FromHexString(digits);
        return true;
    }

    private static bool TryParseHarmony(string text, out byte[] address)
    {
        address = [];
        return Bech32.TryDecode(text, out var prefix, out var groups, out var variant)
            && variant == Bech32Variant.Bech32
            && prefix == HarmonyPrefix
            && FiveBitGroups.TryToBytes(groups, out address)
            && address.Length == Length;
    }

    private static string MixedCase(string lower)
    {
        var hash = Keccak256.HashData(Encoding.ASCII.GetBytes(lower));
        return string.Concat(lower.Select((digit, i) => ((hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 8) != 0 ? char.ToUpperInvariant(digit) : digit));
    }
}

/// <summary>Other spellings of an address than hexadecimal with <c>0x</c>.</summary>
internal enum AddressSpelling
{
    /// <summary>None.</summary>
    Ethereum,

    /// <summary><c>xdc</c> in place of <c>0x</c>; what the KMS prints for XDC.</summary>
    Xdc,

    /// <summary>Bech32 with the prefix <c>one</c>; understood, not printed.</summary>
    Harmony,
}
