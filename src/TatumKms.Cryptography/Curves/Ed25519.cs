using System.Security.Cryptography;
using Rfc8032 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace TatumKms.Cryptography.Curves;

/// <summary>Ed25519 (RFC 8032), the plain form without context.</summary>
public static class Ed25519
{
    private const int SeedLength = 32;
    private const int PublicKeyLength = 32;
    private const int SignatureLength = 64;

    /// <summary>The public key of a seed.</summary>
    /// <param name="seed">32 bytes, which RFC 8032 calls the private key.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public static byte[] GetPublicKey(ReadOnlySpan<byte> seed)
    {
        var key = CopySeed(seed);
        var publicKey = new byte[PublicKeyLength];
        Rfc8032.GeneratePublicKey(key, 0, publicKey, 0);
        CryptographicOperations.ZeroMemory(key);
        return publicKey;
    }

    /// <summary>Signs a message (not its hash); seed and message alone decide the signature.</summary>
    /// <param name="seed">32 bytes, which RFC 8032 calls the private key.</param>
    /// <param name="message">Any number of bytes.</param>
    /// <returns>64 bytes.</returns>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var key = CopySeed(seed);
        var signature = new byte[SignatureLength];
        Rfc8032.Sign(key, 0, message.ToArray(), 0, message.Length, signature, 0);
        CryptographicOperations.ZeroMemory(key);
        return signature;
    }

    /// <summary>Verifies a signature; false, too, when the key or the signature is malformed.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="message">Any number of bytes.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeyLength
        && signature.Length == SignatureLength
        && Rfc8032.Verify(signature.ToArray(), 0, publicKey.ToArray(), 0, message.ToArray(), 0, message.Length);

    private static byte[] CopySeed(ReadOnlySpan<byte> seed) => seed.Length == SeedLength
        ? PinnedBytes.Copy(seed)
        : throw new ArgumentException("An Ed25519 seed is 32 bytes.", nameof(seed));
}
