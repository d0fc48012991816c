using System.Security.Cryptography;

namespace TatumKms.Cryptography.Curves;

/// <summary>Nonces of RFC 6979, section 3.2, with HMAC-SHA256 and the additional data of section 3.6.</summary>
internal static class Rfc6979Nonce
{
    private const int Size = 32;

    /// <summary>Writes the first nonce that is a valid private key.</summary>
    public static void Generate(
        ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> additionalData, ISecp256k1 secp256k1, Span<byte> nonce)
    {
        Span<byte> key = stackalloc byte[Size];
        Span<byte> value = stackalloc byte[Size];
        value.Fill(0x01);
        Mix(key, value, 0x00, privateKey, digest, additionalData);
        Mix(key, value, 0x01, privateKey, digest, additionalData);
        HMACSHA256.HashData(key, value, value);
        while (!secp256k1.IsValidPrivateKey(value))
        {
            Mix(key, value, 0x00, [], [], []);
            HMACSHA256.HashData(key, value, value);
        }

        value.CopyTo(nonce);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(value);
    }

    // K = HMAC(K, V || mark || key || digest || data), V = HMAC(K, V).
    private static void Mix(
        Span<byte> key, Span<byte> value, byte mark, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> additionalData)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(value);
        hmac.AppendData([mark]);
        hmac.AppendData(privateKey);
        hmac.AppendData(digest);
        hmac.AppendData(additionalData);
        hmac.GetHashAndReset(key);
        HMACSHA256.HashData(key, value, value);
    }
}
