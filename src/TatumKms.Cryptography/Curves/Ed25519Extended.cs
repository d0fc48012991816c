using System.Security.Cryptography;
using Org.BouncyCastle.Math;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// Ed25519 with extended private keys, as Cardano uses it: 64 bytes kL and kR take the place of the two halves of SHA-512 of a seed
/// (RFC 8032, 5.1.5). Anybody can verify the signatures with <see cref="Ed25519.Verify"/>.
/// </summary>
public static class Ed25519Extended
{
    /// <summary>The length of a private key in bytes.</summary>
    public const int PrivateKeyLength = 64;

    private const int ScalarLength = 32;
    private const int SignatureLength = 64;

    /// <summary>Whether 64 bytes have the form of an extended key: kL is divisible by 8 and its two highest bits are 01.</summary>
    public static bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey) =>
        privateKey.Length == PrivateKeyLength && (privateKey[0] & 0b111) == 0 && (privateKey[ScalarLength - 1] & 0xC0) == 0x40;

    /// <summary>The public key of an extended key.</summary>
    /// <param name="privateKey">64 bytes, kL and kR.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The key does not have the form of one.</exception>
    public static byte[] GetPublicKey(ReadOnlySpan<byte> privateKey) => Edwards25519.MultiplyBase(ReadKey(privateKey));

    /// <summary>Signs a message; key and message alone decide the signature.</summary>
    /// <param name="privateKey">64 bytes, kL and kR.</param>
    /// <param name="message">Any number of bytes; Cardano signs the hash of a transaction's body.</param>
    /// <returns>64 bytes.</returns>
    /// <exception cref="ArgumentException">The key does not have the form of one.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        var key = ReadKey(privateKey);
        var nonce = Hash(privateKey[ScalarLength..], [], message);
        var commitment = Edwards25519.MultiplyBase(nonce);
        var challenge = Hash(commitment, Edwards25519.MultiplyBase(key), message);

        var signature = new byte[SignatureLength];
        commitment.CopyTo(signature, 0);
        Edwards25519.WriteLittleEndian(challenge.Multiply(key).Add(nonce).Mod(Edwards25519.Order), signature.AsSpan(ScalarLength));
        return signature;
    }

    private static BigInteger ReadKey(ReadOnlySpan<byte> privateKey) => IsValidPrivateKey(privateKey)
        ? Edwards25519.ReadScalar(privateKey[..ScalarLength])
        : throw new ArgumentException("An extended Ed25519 key is 64 bytes whose first half is clamped.", nameof(privateKey));

    /// <summary>SHA-512 of three parts one after the other, as a number modulo L.</summary>
    private static BigInteger Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        sha512.AppendData(first);
        sha512.AppendData(second);
        sha512.AppendData(third);
        sha512.GetHashAndReset(digest);
        var number = Edwards25519.ReadScalar(digest);
        CryptographicOperations.ZeroMemory(digest);
        return number;
    }
}
