using System.Buffers;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Ada;

/// <summary>Private keys: 128 hexadecimal digits, the extended Ed25519 key kL and kR without a chain code.</summary>
internal static class AdaKeys
{
    private const int TextLength = 2 * Ed25519Extended.PrivateKeyLength;

    /// <summary>What KMS releases of the first Tatum SDK stored: key, public key and chain code.</summary>
    private const int OldTextLength = 256;

    /// <summary>Does something with a key while its bytes exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> privateKey);

    /// <summary>The text of a key, UTF-8.</summary>
    public static SecretBytes Format(ReadOnlySpan<byte> privateKey)
    {
        Span<byte> text = stackalloc byte[TextLength];
        Convert.TryToHexStringLower(privateKey, text, out _);
        var secret = new SecretBytes(text);
        CryptographicOperations.ZeroMemory(text);
        return secret;
    }

    /// <summary>Reads a key, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public static T With<T>(SecretBytes privateKey, Use<T> use)
    {
        if (privateKey.Length == OldTextLength)
        {
            throw Unusable(
                "The private key has 256 hexadecimal digits, as older KMS releases (Tatum SDK v1) made them; those derive other addresses.",
                "Move the coins with the release that made the key, to a wallet of this one.");
        }

        Span<byte> key = stackalloc byte[Ed25519Extended.PrivateKeyLength];
        try
        {
            if (privateKey.Length != TextLength || Convert.FromHexString(privateKey.Span, key, out _, out _) != OperationStatus.Done)
            {
                throw Unusable($"The private key is not one of Cardano: those have {TextLength} hexadecimal digits.", "Check that all of it was copied.");
            }

            return Ed25519Extended.IsValidPrivateKey(key)
                ? use(key)
                : throw Unusable("The private key is no extended Ed25519 key.", "It was not made by a wallet, or it is mistyped; use another key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The public key, 32 bytes.</summary>
    public static byte[] PublicKey(SecretBytes privateKey) => With(privateKey, Ed25519Extended.GetPublicKey);

    private static KmsException Unusable(string message, string hint) => new(KmsError.Usage, message, hint);
}
