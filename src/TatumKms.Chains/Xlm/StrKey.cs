using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Xlm;

/// <summary>
/// Keys and ids as Stellar writes them (SEP-23): Base32 without padding of a version byte, the binary value, and its CRC-16
/// (XModem, little-endian). Works on spans, so that secrets become no strings.
/// </summary>
internal static class StrKey
{
    /// <summary>Version bytes; the comment is the first character of the text and what the binary value is.</summary>
    public const byte
        Account = 6 << 3, // G, an Ed25519 public key
        MuxedAccount = 12 << 3, // M, public key and id (big-endian)
        Seed = 18 << 3, // S, an Ed25519 seed
        PreAuthorizedTransaction = 19 << 3, // T, a transaction's hash
        HashX = 23 << 3, // X, the SHA-256 of something to be revealed
        SignedPayload = 15 << 3, // P, public key, length (big-endian), payload, padded with zeros to four bytes
        Contract = 2 << 3, // C, a contract's id
        LiquidityPool = 11 << 3, // L, a pool's id
        ClaimableBalance = 1 << 3; // B, a zero and a claimable balance's id

    private const int ChecksumLength = 2;

    /// <summary>How many characters a binary value of a length has.</summary>
    public static int TextLength(int valueLength) => Base32.EncodedLength(1 + valueLength + ChecksumLength);

    /// <summary>The text of a public value.</summary>
    public static string Encode(byte version, params ReadOnlySpan<byte> value)
    {
        Span<byte> text = new byte[TextLength(value.Length)];
        EncodeUtf8(version, value, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>Writes the text in UTF-8.</summary>
    /// <param name="version">The version byte.</param>
    /// <param name="value">The binary value.</param>
    /// <param name="destination">Receives <see cref="TextLength"/> characters.</param>
    public static void EncodeUtf8(byte version, ReadOnlySpan<byte> value, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[1 + value.Length + ChecksumLength];
        bytes[0] = version;
        value.CopyTo(bytes[1..]);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[^ChecksumLength..], Checksum(bytes[..^ChecksumLength]));
        Base32.EncodeUtf8(bytes, destination);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>Reads a text in UTF-8. False when it is not the one text of a value of this version and length.</summary>
    /// <param name="version">The version byte that it must have.</param>
    /// <param name="text">The characters.</param>
    /// <param name="value">Receives the binary value; its length is the one that the value must have.</param>
    public static bool TryDecodeUtf8(byte version, ReadOnlySpan<byte> text, Span<byte> value)
    {
        if (text.Length != TextLength(value.Length))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[1 + value.Length + ChecksumLength];
        var valid = Base32.TryDecodeUtf8(text, bytes)
            && bytes[0] == version
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[^ChecksumLength..]) == Checksum(bytes[..^ChecksumLength]);
        if (valid)
        {
            bytes[1..^ChecksumLength].CopyTo(value);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return valid;
    }

    /// <summary>CRC-16 with the polynomial 0x1021 from zero, nothing reflected.</summary>
    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = ((crc << 1) ^ ((crc & 0x8000) == 0 ? 0 : 0x1021)) & 0xffff;
            }
        }

        return (ushort)crc;
    }
}
