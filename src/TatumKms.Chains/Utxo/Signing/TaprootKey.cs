using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>Taproot's tweak of a key (BIP-341, "Constructing and spending Taproot outputs").</summary>
internal static class TaprootKey
{
    private const byte EvenY = 0x02;

    /// <summary>The x-only output key of a public key of 33 bytes, without scripts or with the root of a script tree.</summary>
    public static byte[] OutputKey(ISecp256k1 secp256k1, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> merkleRoot = default)
    {
        byte[] even = [EvenY, .. publicKey[1..33]];
        return secp256k1.TryAddPublic(even, Tweak(publicKey[1..33], merkleRoot), compressed: true, out var output)
            ? output[1..]
            : throw new CryptographicException("The tweak leaves the curve.");
    }

    /// <summary>Turns a private key in place into the one of its output key.</summary>
    /// <param name="secp256k1">The curve.</param>
    /// <param name="privateKey">32 bytes.</param>
    /// <param name="publicKey">Its public key, 33 bytes. With another one comes a key that signs for no output.</param>
    /// <param name="merkleRoot">The root of the script tree, or nothing.</param>
    public static void TweakPrivateKey(ISecp256k1 secp256k1, Span<byte> privateKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> merkleRoot = default)
    {
        if (publicKey[0] != EvenY)
        {
            secp256k1.NegatePrivate(privateKey);
        }

        if (!secp256k1.TryAddPrivate(privateKey, Tweak(publicKey[1..], merkleRoot)))
        {
            throw new CryptographicException("The tweak leaves the curve.");
        }
    }

    private static byte[] Tweak(ReadOnlySpan<byte> internalKey, ReadOnlySpan<byte> merkleRoot) =>
        TaggedHash.HashData("TapTweak", [.. internalKey, .. merkleRoot]);
}
