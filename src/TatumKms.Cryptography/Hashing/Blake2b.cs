using Org.BouncyCastle.Crypto.Digests;

namespace TatumKms.Cryptography.Hashing;

/// <summary>BLAKE2b (RFC 7693) without a key: VeChain takes 32 bytes of it, Cardano 28 and 32.</summary>
public static class Blake2b
{
    /// <summary>The hash of public data.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="outputLength">How many bytes of hash, 1 to 64. The length is part of the hash: 28 bytes are not a prefix of 32.</param>
    /// <returns><paramref name="outputLength"/> bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is not 1 to 64.</exception>
    public static byte[] HashData(ReadOnlySpan<byte> data, int outputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputLength, 64);
        return BouncyDigest.Run(new Blake2bDigest(outputLength * 8), data);
    }
}
