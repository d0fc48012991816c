using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Xrp.Keys;

/// <summary>The keys of family seeds: https://xrpl.org/docs/concepts/accounts/cryptographic-keys#key-derivation.</summary>
internal sealed class XrpKeys(ISecp256k1 secp256k1)
{
    /// <summary>The byte before the 32 bytes of an Ed25519 public key.</summary>
    public const byte Ed25519Prefix = 0xed;

    private const int KeyLength = 32;

    /// <summary>Does something with the 32 bytes of a private key while they exist.</summary>
    public delegate T Use<out T>(XrpAlgorithm algorithm, ReadOnlySpan<byte> privateKey);

    /// <summary>Derives the key of a seed, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The text is no seed (<see cref="KmsError.Usage"/>).</exception>
    public T With<T>(SecretBytes seed, Use<T> use)
    {
        Span<byte> entropy = stackalloc byte[FamilySeed.EntropyLength];
        Span<byte> key = stackalloc byte[KeyLength];
        try
        {
            if (!FamilySeed.TryParse(seed.Span, entropy, out var algorithm))
            {
                throw new KmsException(
                    KmsError.Usage,
                    "The secret is not a family seed of the XRP Ledger.",
                    "A family seed starts with 's' or 'sEd' and has 25 to 31 characters; check that all of it was copied.");
            }

            if (algorithm == XrpAlgorithm.Ed25519)
            {
                Half(entropy, key);
            }
            else
            {
                DeriveSecp256k1(entropy, key);
            }

            return use(algorithm, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The public key of a seed: 33 bytes, a compressed point of secp256k1, or ED and the key of Ed25519.</summary>
    /// <exception cref="KmsException">The text is no seed (<see cref="KmsError.Usage"/>).</exception>
    public byte[] PublicKey(SecretBytes seed) => With(seed, (algorithm, key) => algorithm == XrpAlgorithm.Ed25519
        ? [Ed25519Prefix, .. Ed25519.GetPublicKey(key)]
        : secp256k1.GetPublicKey(key, compressed: true));

    /// <summary>The first half of SHA-512, the ledger's hash.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="half">Takes 32 bytes.</param>
    public static void Half(ReadOnlySpan<byte> data, Span<byte> half)
    {
        Span<byte> whole = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(data, whole);
        whole[..KeyLength].CopyTo(half);
        CryptographicOperations.ZeroMemory(whole);
    }

    /// <summary>The root key of the seed plus the key of account 0, which is hashed from the root's public key.</summary>
    private void DeriveSecp256k1(ReadOnlySpan<byte> entropy, Span<byte> key)
    {
        Span<byte> intermediate = stackalloc byte[KeyLength];
        try
        {
            FirstValid(entropy, key);
            FirstValid([.. secp256k1.GetPublicKey(key, compressed: true), .. "\0\0\0\0"u8], intermediate);
            if (!secp256k1.TryAddPrivate(key, intermediate))
            {
                throw new KmsException(KmsError.Usage, "The family seed has no key on secp256k1; use another one.");
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(intermediate);
        }
    }

    /// <summary>The first hash of the bytes and a counter that is a private key.</summary>
    private void FirstValid(ReadOnlySpan<byte> start, Span<byte> key)
    {
        Span<byte> data = stackalloc byte[start.Length + sizeof(uint)];
        start.CopyTo(data);
        var counter = 0U;
        do
        {
            BinaryPrimitives.WriteUInt32BigEndian(data[start.Length..], counter++);
            Half(data, key);
        }
        while (!secp256k1.IsValidPrivateKey(key));
        CryptographicOperations.ZeroMemory(data);
    }
}
