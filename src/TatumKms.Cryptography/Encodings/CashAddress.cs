using System.Text;

namespace TatumKms.Cryptography.Encodings;

/// <summary>Addresses of Bitcoin Cash (the cashaddr specification): a prefix, the hash in base 32, and a checksum of 40 bits.</summary>
public static class CashAddress
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumGroups = 8;
    private const int HashLength = 20;

    // The generator polynomial's multiples that the specification lists.
    private static readonly ulong[] Generator = [0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470];

    /// <summary>Writes the address of a hash of 20 bytes.</summary>
    /// <param name="prefix">The network: <c>bitcoincash</c> or <c>bchtest</c>, lower case.</param>
    /// <param name="type">0 for the hash of a public key, 1 for the hash of a script.</param>
    /// <param name="hash">20 bytes.</param>
    /// <returns>Prefix, colon, lower-case text.</returns>
    /// <exception cref="ArgumentException">The hash is not 20 bytes.</exception>
    public static string Encode(string prefix, int type, ReadOnlySpan<byte> hash)
    {
        if (hash.Length != HashLength)
        {
            throw new ArgumentException("The hash must be 20 bytes.", nameof(hash));
        }

        // The version byte's lower three bits say 160 bits.
        var payload = FiveBitGroups.FromBytes([(byte)(type << 3), .. hash]);
        var checksum = Checksum([.. prefix.Select(c => (byte)(c & 0x1F)), 0, .. payload, .. new byte[ChecksumGroups]]);
        var text = new StringBuilder(prefix).Append(':');
        foreach (var group in payload)
        {
            text.Append(Alphabet[group]);
        }

        for (var i = ChecksumGroups - 1; i >= 0; i--)
        {
            text.Append(Alphabet[(int)((checksum >> (5 * i)) & 0x1F)]);
        }

        return text.ToString();
    }

    private static ulong Checksum(ReadOnlySpan<byte> groups)
    {
        var checksum = 1UL;
        foreach (var group in groups)
        {
            var top = (int)(checksum >> 35);
            checksum = ((checksum & 0x07_FFFF_FFFF) << 5) ^ group;
            for (var i = 0; i < Generator.Length; i++)
            {
                checksum ^= (top >> i & 1) == 1 ? Generator[i] : 0;
            }
        }

        return checksum ^ 1;
    }
}
