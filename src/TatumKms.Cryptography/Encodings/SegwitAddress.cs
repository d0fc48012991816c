namespace TatumKms.Cryptography.Encodings;

/// <summary>Addresses of native segregated witness: Bech32 for version 0 (BIP-173), Bech32m from version 1 on (BIP-350).</summary>
public static class SegwitAddress
{
    private const int MaxVersion = 16;

    /// <summary>Writes an address.</summary>
    /// <param name="hrp">The network's prefix, such as "bc", "tb", "ltc".</param>
    /// <param name="version">The witness version, 0 to 16.</param>
    /// <param name="program">The witness program: 2 to 40 bytes; 20 or 32 for version 0.</param>
    /// <exception cref="ArgumentException">The version or the program's length is not allowed.</exception>
    public static string Encode(string hrp, int version, ReadOnlySpan<byte> program)
    {
        if (!IsValid(version, program.Length))
        {
            throw new ArgumentException("The witness version or the length of the program is not allowed.", nameof(program));
        }

        return Bech32.Encode(hrp, [(byte)version, .. FiveBitGroups.FromBytes(program)], VariantOf(version));
    }

    /// <summary>Reads an address of one network.</summary>
    /// <param name="hrp">The prefix that the address must have, in lower case.</param>
    /// <param name="address">The address.</param>
    /// <param name="version">The witness version; 0 when the answer is false.</param>
    /// <param name="program">The witness program; empty when the answer is false.</param>
    /// <returns>False when the prefix, the form, the checksum's variant, the padding, the version or the length is wrong.</returns>
    public static bool TryDecode(string hrp, string address, out int version, out byte[] program)
    {
        (version, program) = (0, []);
        if (!Bech32.TryDecode(address, out var foundHrp, out var groups, out var variant)
            || foundHrp != hrp
            || groups.Length == 0
            || variant != VariantOf(groups[0])
            || !FiveBitGroups.TryToBytes(groups.AsSpan(1), out var bytes)
            || !IsValid(groups[0], bytes.Length))
        {
            return false;
        }

        (version, program) = (groups[0], bytes);
        return true;
    }

    private static bool IsValid(int version, int length) =>
        version == 0 ? length is 20 or 32 : version is >= 1 and <= MaxVersion && length is >= 2 and <= 40;

    private static Bech32Variant VariantOf(int version) => version == 0 ? Bech32Variant.Bech32 : Bech32Variant.Bech32m;
}
