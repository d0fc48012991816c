using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Xlm;

/// <summary>Private keys: Ed25519 seeds of 32 bytes, as text S… (SEP-23).</summary>
internal static class XlmKeys
{
    /// <summary>The length of a seed in bytes.</summary>
    public const int SeedLength = 32;

    /// <summary>Does something with a seed while its bytes exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> seed);

    /// <summary>Reads a seed, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no seed (<see cref="KmsError.Usage"/>).</exception>
    public static T With<T>(SecretBytes privateKey, Use<T> use)
    {
        Span<byte> seed = stackalloc byte[SeedLength];
        try
        {
            return StrKey.TryDecodeUtf8(StrKey.Seed, privateKey.Span, seed)
                ? use(seed)
                : throw new KmsException(
                    KmsError.Usage,
                    "The private key is not a secret seed of Stellar.",
                    "Such a key is S followed by 55 capital letters and digits 2 to 7; check that all of it was copied.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>The public key, 32 bytes.</summary>
    /// <exception cref="KmsException">The text is no seed (<see cref="KmsError.Usage"/>).</exception>
    public static byte[] PublicKey(SecretBytes privateKey) => With(privateKey, seed => Ed25519.GetPublicKey(seed));

    /// <summary>The text of a seed.</summary>
    public static SecretBytes Format(ReadOnlySpan<byte> seed)
    {
        Span<byte> text = stackalloc byte[StrKey.TextLength(SeedLength)];
        try
        {
            StrKey.EncodeUtf8(StrKey.Seed, seed, text);
            return new SecretBytes(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
