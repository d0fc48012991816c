using System.Buffers;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Accounts;

/// <summary>Private keys of secp256k1 as hexadecimal text without a prefix, either case.</summary>
/// <param name="chain">The chain, for messages.</param>
/// <param name="secp256k1">The curve.</param>
/// <param name="minDigits">
/// The fewest digits: 64 where leading zeros are written, 1 where they may be left out, as a number's are.
/// </param>
internal sealed class HexPrivateKeys(ChainId chain, ISecp256k1 secp256k1, int minDigits)
{
    private const int Digits = 64;

    /// <summary>Does something with the 32 bytes of a private key while they exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> privateKey);

    /// <summary>Reads a key, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public T With<T>(SecretBytes privateKey, Use<T> use)
    {
        Span<byte> text = stackalloc byte[Digits];
        Span<byte> key = stackalloc byte[Digits / 2];
        try
        {
            var given = privateKey.Span;
            if (given.Length < minDigits || given.Length > Digits)
            {
                throw Malformed();
            }

            text.Fill((byte)'0');
            given.CopyTo(text[^given.Length..]);
            if (Convert.FromHexString(text, key, out _, out _) != OperationStatus.Done)
            {
                throw Malformed();
            }

            return secp256k1.IsValidPrivateKey(key)
                ? use(key)
                : throw Unusable("The private key is outside the range of the curve secp256k1.", "It was not made by a wallet; use another key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Writes a key of 32 bytes in lower case, without leading zeros where they may be left out.</summary>
    public SecretBytes Format(ReadOnlySpan<byte> privateKey)
    {
        Span<byte> text = stackalloc byte[Digits];
        try
        {
            Convert.TryToHexStringLower(privateKey, text, out _);
            var zeros = Math.Min(text.IndexOfAnyExcept((byte)'0'), Digits - minDigits);
            return new SecretBytes(text[zeros..]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static KmsException Unusable(string message, string hint) => new(KmsError.Usage, message, hint);

    private KmsException Malformed() => Unusable(
        $"The private key is not in the form that {chain} uses.",
        minDigits == Digits
            ? "Such a key is 64 hexadecimal digits without a prefix; check that all of it was copied."
            : "Such a key is up to 64 hexadecimal digits without a prefix; check that all of it was copied.");
}
