using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Accounts;

/// <summary>Ed25519 keys below a mnemonic (BIP-39, SLIP-10).</summary>
internal static class Slip10Mnemonic
{
    private const int KeyLength = 32;

    /// <summary>Does something with the 32 bytes of an Ed25519 seed while they exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> seed);

    /// <summary>Derives the key of a path, hands it over, and zeroes it.</summary>
    /// <param name="mnemonic">The words in UTF-8; not checked, since stored ones are used as they are.</param>
    /// <param name="path">Hardened steps only: <c>m/44'/501'/0'/0'/0'</c>.</param>
    /// <param name="use">Gets the key.</param>
    public static T WithKey<T>(SecretBytes mnemonic, string path, Use<T> use)
    {
        Span<byte> seed = stackalloc byte[Bip39.SeedLength];
        Span<byte> key = stackalloc byte[KeyLength];
        try
        {
            Bip39.DeriveSeed(mnemonic.Span, [], seed);
            Slip10Ed25519.Derive(seed, path, key);
            return use(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
