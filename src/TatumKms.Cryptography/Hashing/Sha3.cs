using Org.BouncyCastle.Crypto.Digests;

namespace TatumKms.Cryptography.Hashing;

/// <summary>SHA-3 (FIPS 202) in managed code: the framework's needs an OpenSSL that not every machine has. Flow hashes with it.</summary>
public static class Sha3
{
    /// <summary>SHA3-256 of public data. It is not <see cref="Keccak256"/>, whose padding byte is another.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Hash256(ReadOnlySpan<byte> data) => BouncyDigest.Run(new Sha3Digest(256), data);
}
