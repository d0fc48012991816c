using System.Buffers;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Egld;

/// <summary>Private keys: the Ed25519 seed as 64 hexadecimal digits, written in lower case.</summary>
internal static class EgldKeys
{
    private const int SeedLength = 32;

    /// <summary>Does something with the 32 bytes of a seed while they exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> seed);

    /// <summary>Writes a key; the caller owns it.</summary>
    /// <param name="seed">32 bytes.</param>
    public static SecretBytes Format(ReadOnlySpan<byte> seed)
    {
        Span<byte> text = stackalloc byte[2 * SeedLength];
        try
        {
            Convert.TryToHexStringLower(seed, text, out _);
            return new SecretBytes(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Reads a key, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public static T With<T>(SecretBytes privateKey, Use<T> use)
    {
        Span<byte> seed = stackalloc byte[SeedLength];
        try
        {
            return privateKey.Length == 2 * SeedLength && Convert.FromHexString(privateKey.Span, seed, out _, out _) == OperationStatus.Done
                ? use(seed)
                : throw new KmsException(
                    KmsError.Usage,
                    "The private key is not in the form that EGLD uses.",
                    "Such a key is 64 hexadecimal digits without a prefix; check that all of it was copied.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>The public key, 32 bytes.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public static byte[] PublicKey(SecretBytes privateKey) => With(privateKey, Ed25519.GetPublicKey);
}
