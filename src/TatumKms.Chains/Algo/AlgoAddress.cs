using System.Text;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Algo;

/// <summary>Addresses: Base32 of a public key of 32 bytes and the last four bytes of its SHA-512/256, 58 characters.</summary>
internal static class AlgoAddress
{
    /// <summary>The length of a public key.</summary>
    public const int KeyLength = 32;

    private const int ChecksumLength = 4;
    private const int TextLength = 58;

    /// <summary>The text of a public key.</summary>
    public static string Format(ReadOnlySpan<byte> publicKey) => Base32.Encode([.. publicKey, .. Checksum(publicKey)]);

    /// <summary>The last four bytes of the key's hash.</summary>
    public static byte[] Checksum(ReadOnlySpan<byte> publicKey) => Sha512T256.HashData(publicKey)[^ChecksumLength..];

    /// <summary>Reads an address; false where it is malformed or its checksum is wrong.</summary>
    public static bool TryParse(string text, out byte[] publicKey)
    {
        var bytes = new byte[KeyLength + ChecksumLength];
        publicKey = bytes[..KeyLength];
        if (text.Length != TextLength || !Ascii.IsValid(text) || !Base32.TryDecodeUtf8(Encoding.ASCII.GetBytes(text), bytes))
        {
            return false;
        }

        publicKey = bytes[..KeyLength];
        return bytes.AsSpan(KeyLength).SequenceEqual(Checksum(publicKey));
    }
}
