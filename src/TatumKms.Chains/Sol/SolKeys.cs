using System.Buffers;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Sol;

/// <summary>
/// Private keys of 64 bytes, the Ed25519 seed and its public key: Base58 text, or exactly 128 hexadecimal digits. The public half
/// must be the one of the seed.
/// </summary>
internal static class SolKeys
{
    private const int SeedLength = 32;
    private const int Length = 64;
    private const int HexLength = 2 * Length;
    private const int MaxBase58Length = 88;

    /// <summary>Does something with the seed and the public key, 32 bytes each, while they exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey);

    /// <summary>Writes the key of a seed in Base58; the caller owns it.</summary>
    /// <param name="seed">32 bytes.</param>
    public static SecretBytes Format(ReadOnlySpan<byte> seed)
    {
        Span<byte> key = stackalloc byte[Length];
        byte[] text = [];
        try
        {
            seed.CopyTo(key);
            Ed25519.GetPublicKey(seed).CopyTo(key[SeedLength..]);
            text = Base58.EncodeToUtf8(key);
            return new SecretBytes(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Reads a key, hands it over, and zeroes it.</summary>
    /// <param name="text">The key in UTF-8; stays the caller's.</param>
    /// <param name="use">Gets it.</param>
    /// <exception cref="KmsException">The text is no such key (<see cref="KmsError.Usage"/>); nothing of it is repeated.</exception>
    public static T With<T>(ReadOnlySpan<byte> text, Use<T> use)
    {
        Span<byte> key = stackalloc byte[Length];
        try
        {
            if (!TryDecode(text, key))
            {
                throw Unusable("The private key is not in a form that SOL uses.", "Such a key is 64 bytes in Base58, or 128 hexadecimal digits; check that all of it was copied.");
            }

            if (!key[SeedLength..].SequenceEqual(Ed25519.GetPublicKey(key[..SeedLength])))
            {
                throw Unusable("The private key's second half is not the public key of its first half.", "It is damaged; use a copy of it.");
            }

            return use(key[..SeedLength], key[SeedLength..]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The public key, 32 bytes.</summary>
    /// <exception cref="KmsException">The text is no private key (<see cref="KmsError.Usage"/>).</exception>
    public static byte[] PublicKey(ReadOnlySpan<byte> text) => With(text, (_, publicKey) => publicKey.ToArray());

    private static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> key)
    {
        if (text.Length == HexLength)
        {
            return Convert.FromHexString(text, key, out _, out _) == OperationStatus.Done;
        }

        if (text.Length > MaxBase58Length || !Base58.TryDecode(text, out var bytes))
        {
            return false;
        }

        var fits = bytes.Length == Length;
        if (fits)
        {
            bytes.CopyTo(key);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return fits;
    }

    private static KmsException Unusable(string message, string hint) => new(KmsError.Usage, message, hint);
}
