using System.Security.Cryptography;
using System.Text;

namespace TatumKms.Cryptography.Hashing;

/// <summary>BIP-340's tagged hash: SHA256(SHA256(tag) || SHA256(tag) || data), so that hashes of one use mean nothing in another.</summary>
public static class TaggedHash
{
    /// <summary>The tagged hash of the data.</summary>
    /// <param name="tag">The name of the use, such as "TapSighash"; hashed as UTF-8.</param>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] HashData(string tag, ReadOnlySpan<byte> data)
    {
        var tagHash = SHA256.HashData(Encoding.UTF8.GetBytes(tag));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(tagHash);
        hash.AppendData(tagHash);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
