using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Utxo;

/// <summary>
/// Private keys in wallet import format: Base58Check of the version byte, the 32 bytes of the key, and 01 if its public key is
/// used in compressed form. Text and bytes are zeroed on the way; nothing becomes a string.
/// </summary>
internal static class Wif
{
    private const int KeyLength = 32;
    private const int MaxTextLength = 64; // more than any key has; keeps hostile text out of the quadratic decoder
    private const byte CompressedMark = 0x01;

    /// <summary>Why a text is not a usable key.</summary>
    public enum Problem
    {
        /// <summary>It is one.</summary>
        None,

        /// <summary>Not Base58Check, or not of the right length.</summary>
        Malformed,

        /// <summary>The version byte is of another network or coin.</summary>
        OtherNetwork,
    }

    /// <summary>The text of a key whose public key is compressed.</summary>
    public static SecretBytes Format(byte version, ReadOnlySpan<byte> key)
    {
        Span<byte> payload = stackalloc byte[1 + KeyLength + 1];
        payload[0] = version;
        key.CopyTo(payload[1..]);
        payload[^1] = CompressedMark;
        var text = Base58Check.EncodeToUtf8(payload);
        try
        {
            return new SecretBytes(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Reads a key into <paramref name="key"/> (32 bytes).</summary>
    public static Problem TryParse(ReadOnlySpan<byte> text, byte version, Span<byte> key, out bool compressed)
    {
        compressed = false;
        if (text.Length > MaxTextLength || !Base58Check.TryDecode(text, out var payload))
        {
            return Problem.Malformed;
        }

        compressed = payload.Length == KeyLength + 2 && payload[^1] == CompressedMark;
        var wellFormed = compressed || payload.Length == KeyLength + 1;
        if (wellFormed)
        {
            payload.AsSpan(1, KeyLength).CopyTo(key);
        }

        var versionMatches = wellFormed && payload[0] == version;
        CryptographicOperations.ZeroMemory(payload);
        return !wellFormed ? Problem.Malformed : versionMatches ? Problem.None : Problem.OtherNetwork;
    }
}
