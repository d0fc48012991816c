using Org.BouncyCastle.Crypto.Digests;

namespace TatumKms.Cryptography.Hashing;

/// <summary>
/// Keccak-256 with the padding of the original submission (0x01), as Ethereum and TRON use it. It is not SHA3-256, whose
/// padding byte is 0x06.
/// </summary>
public static class Keccak256
{
    /// <summary>The hash of public data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] HashData(ReadOnlySpan<byte> data) => BouncyDigest.Run(new KeccakDigest(256), data);
}
