using System.Security.Cryptography;

namespace TatumKms.Cryptography.Hashing;

/// <summary>RIPEMD-160 of SHA-256: Bitcoin's hash of public keys and scripts, and BIP-32's key identifier.</summary>
public static class Hash160
{
    /// <summary>The hash of public data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>20 bytes.</returns>
    public static byte[] HashData(ReadOnlySpan<byte> data) => Ripemd160.HashData(SHA256.HashData(data));
}
