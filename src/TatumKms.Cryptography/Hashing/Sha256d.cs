using System.Security.Cryptography;

namespace TatumKms.Cryptography.Hashing;

/// <summary>SHA-256 of SHA-256: Bitcoin's hash of transactions, and Base58Check's checksum.</summary>
public static class Sha256d
{
    /// <summary>The hash of the data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Span<byte> once = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, once);
        return SHA256.HashData(once);
    }
}
