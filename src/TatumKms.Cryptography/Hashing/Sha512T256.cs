using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace TatumKms.Cryptography.Hashing;

/// <summary>
/// SHA-512/256 (FIPS 180-4, 5.3.6), which Algorand uses. It starts from other values than SHA-512, so it is not the first half of
/// that hash.
/// </summary>
public static class Sha512T256
{
    private const int HashLength = 32;

    /// <summary>The hash of public data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] HashData(ReadOnlySpan<byte> data) => BouncyDigest.Run(new Sha512tDigest(HashLength * 8), data);

    /// <summary>The hash of a secret; the copies made on the way are zeroed.</summary>
    internal static void HashSecret(ReadOnlySpan<byte> secret, Span<byte> destination)
    {
        var copy = PinnedBytes.Copy(secret);
        var hash = PinnedBytes.Allocate(HashLength);
        try
        {
            var digest = new Sha512tDigest(HashLength * 8);
            digest.BlockUpdate(copy, 0, copy.Length);
            digest.DoFinal(hash, 0);
            hash.CopyTo(destination);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
            CryptographicOperations.ZeroMemory(hash);
        }
    }
}
