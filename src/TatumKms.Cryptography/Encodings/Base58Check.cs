using System.Security.Cryptography;
using System.Text;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Cryptography.Encodings;

/// <summary>Base58 with the first four bytes of the double SHA-256 behind the payload: Bitcoin addresses, WIF keys, BIP-32 keys.</summary>
public static class Base58Check
{
    private const int ChecksumLength = 4;

    /// <summary>Writes a payload (version bytes included) with its checksum.</summary>
    /// <param name="payload">Any number of bytes.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    public static string Encode(ReadOnlySpan<byte> payload, Base58Alphabet? alphabet = null)
    {
        var characters = EncodeToUtf8(payload, alphabet);
        var text = Encoding.ASCII.GetString(characters);
        CryptographicOperations.ZeroMemory(characters);
        return text;
    }

    /// <summary>Writes a secret payload with its checksum into a pinned array; the caller zeroes it.</summary>
    /// <param name="payload">Any number of bytes.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    /// <returns>The ASCII characters.</returns>
    public static byte[] EncodeToUtf8(ReadOnlySpan<byte> payload, Base58Alphabet? alphabet = null)
    {
        var data = PinnedBytes.Allocate(payload.Length + ChecksumLength);
        payload.CopyTo(data);
        Checksum(payload).CopyTo(data.AsSpan(payload.Length));
        var text = Base58.EncodeToUtf8(data, alphabet);
        CryptographicOperations.ZeroMemory(data);
        return text;
    }

    /// <summary>Reads a payload and checks its checksum. Nothing is trimmed or forgiven.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="payload">The bytes without the checksum, in a pinned array; empty when the answer is false.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    /// <returns>False when a character is not of the alphabet, or the checksum is missing or wrong.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] payload, Base58Alphabet? alphabet = null)
    {
        payload = [];
        return Base58.TryDecode(text, out var data, alphabet) && TrySplit(data, out payload);
    }

    /// <summary>Reads a payload from UTF-8 and checks its checksum. Nothing is trimmed or forgiven.</summary>
    /// <param name="utf8">The characters.</param>
    /// <param name="payload">The bytes without the checksum, in a pinned array; empty when the answer is false.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    /// <returns>False when a character is not of the alphabet, or the checksum is missing or wrong.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> utf8, out byte[] payload, Base58Alphabet? alphabet = null)
    {
        payload = [];
        return Base58.TryDecode(utf8, out var data, alphabet) && TrySplit(data, out payload);
    }

    private static bool TrySplit(byte[] data, out byte[] payload)
    {
        payload = [];
        try
        {
            if (data.Length < ChecksumLength)
            {
                return false;
            }

            var body = data.AsSpan(..^ChecksumLength);
            if (!Checksum(body).SequenceEqual(data.AsSpan(body.Length)))
            {
                return false;
            }

            payload = PinnedBytes.Copy(body);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
        }
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> payload) => Sha256d.HashData(payload).AsSpan(0, ChecksumLength);
}
