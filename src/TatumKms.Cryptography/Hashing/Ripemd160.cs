using Org.BouncyCastle.Crypto.Digests;

namespace TatumKms.Cryptography.Hashing;

/// <summary>RIPEMD-160 (ISO/IEC 10118-3), which only survives inside <see cref="Hash160"/>.</summary>
public static class Ripemd160
{
    /// <summary>The hash of public data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>20 bytes.</returns>
    public static byte[] HashData(ReadOnlySpan<byte> data) => BouncyDigest.Run(new RipeMD160Digest(), data);
}
