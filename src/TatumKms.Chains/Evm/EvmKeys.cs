using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm;

/// <summary>Private keys in hexadecimal: <c>0x</c> and 64 digits; read without <c>0x</c>, too.</summary>
internal sealed class EvmKeys(ChainId chain, ISecp256k1 secp256k1)
{
    private const int KeyLength = 32;

    /// <summary>Does something with the 32 bytes of a key while they exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> key);

    /// <summary>Writes a key as <c>0x</c> and 64 lower-case digits; the caller owns it.</summary>
    public static SecretBytes Format(ReadOnlySpan<byte> key)
    {
        Span<byte> text = stackalloc byte[2 + (2 * KeyLength)];
        try
        {
            "0x"u8.CopyTo(text);
            Convert.TryToHexStringLower(key, text[2..], out _);
            return new SecretBytes(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Reads a key, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no private key (<see cref="KmsError.Usage"/>).</exception>
    public T With<T>(SecretBytes privateKey, Use<T> use)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        try
        {
            var digits = privateKey.Span;
            if (digits.StartsWith("0x"u8) || digits.StartsWith("0X"u8))
            {
                digits = digits[2..];
            }

            if (digits.Length != 2 * KeyLength || Convert.FromHexString(digits, key, out _, out _) != System.Buffers.OperationStatus.Done)
            {
                throw Unusable($"The private key is not in hexadecimal, which {chain} uses.", "Such a key is 0x and 64 digits; check that all of it was copied.");
            }

            return secp256k1.IsValidPrivateKey(key)
                ? use(key)
                : throw Unusable("The private key is outside the range of the curve secp256k1.", "It was not made by a wallet; use another key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The public key, 65 bytes: addresses hash both coordinates, and y need not be computed again from x.</summary>
    /// <exception cref="KmsException">The text is no private key (<see cref="KmsError.Usage"/>).</exception>
    public byte[] PublicKey(SecretBytes privateKey) => With(privateKey, key => secp256k1.GetPublicKey(key, compressed: false));

    private static KmsException Unusable(string message, string hint) => new(KmsError.Usage, message, hint);
}
