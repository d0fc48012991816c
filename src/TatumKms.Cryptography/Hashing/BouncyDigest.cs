using Org.BouncyCastle.Crypto;

namespace TatumKms.Cryptography.Hashing;

/// <summary>Runs one of BouncyCastle's digests over public data. The only place that touches its digest interface.</summary>
internal static class BouncyDigest
{
    public static byte[] Run(IDigest digest, ReadOnlySpan<byte> data)
    {
        digest.BlockUpdate(data.ToArray(), 0, data.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
