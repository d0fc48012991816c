using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Algo;

/// <summary>
/// Secrets of accounts: Base32 of 64 bytes, the seed and its public key, 103 characters. Lower case and padding are accepted.
/// </summary>
internal static class AlgoKeys
{
    private const int SeedLength = 32;
    private const int SecretLength = 64;
    private static readonly int TextLength = Base32.EncodedLength(SecretLength);

    /// <summary>Does something with a seed while its bytes exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> seed);

    /// <summary>The secret of a seed, UTF-8.</summary>
    public static SecretBytes Format(ReadOnlySpan<byte> seed)
    {
        Span<byte> secret = stackalloc byte[SecretLength];
        try
        {
            seed.CopyTo(secret);
            Ed25519.GetPublicKey(seed).CopyTo(secret[SeedLength..]);
            return Encode(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Reads a secret, hands its seed over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no secret, or its halves do not belong together (<see cref="KmsError.Usage"/>).</exception>
    public static T With<T>(SecretBytes secret, Use<T> use)
    {
        Span<byte> bytes = stackalloc byte[SecretLength];
        try
        {
            if (!TryDecode(secret.Span, bytes))
            {
                throw Unusable(
                    "The private key is no secret of an Algorand account.",
                    $"Such a secret is Base32 text of {TextLength} characters; check that all of it was copied.");
            }

            var seed = bytes[..SeedLength];
            return bytes[SeedLength..].SequenceEqual(Ed25519.GetPublicKey(seed))
                ? use(seed)
                : throw Unusable("The secret's public key is not that of its seed.", "It is mistyped or damaged; it must not sign.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The public key, 32 bytes.</summary>
    public static byte[] PublicKey(SecretBytes secret) => With(secret, Ed25519.GetPublicKey);

    private static SecretBytes Encode(ReadOnlySpan<byte> secret)
    {
        Span<byte> text = stackalloc byte[TextLength];
        Base32.EncodeUtf8(secret, text);
        var encoded = new SecretBytes(text);
        CryptographicOperations.ZeroMemory(text);
        return encoded;
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> secret)
    {
        // One character of padding fills up the last group of eight.
        var trimmed = text.Length == TextLength + 1 && text[^1] == '=' ? text[..^1] : text;
        if (trimmed.Length != TextLength)
        {
            return false;
        }

        Span<byte> upper = stackalloc byte[TextLength];
        for (var i = 0; i < upper.Length; i++)
        {
            upper[i] = (byte)(trimmed[i] is >= (byte)'a' and <= (byte)'z' ? trimmed[i] - ('a' - 'A') : trimmed[i]);
        }

        var decoded = Base32.TryDecodeUtf8(upper, secret);
        CryptographicOperations.ZeroMemory(upper);
        return decoded;
    }

    private static KmsException Unusable(string message, string hint) => new(KmsError.Usage, message, hint);
}
