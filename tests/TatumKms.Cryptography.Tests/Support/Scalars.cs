using System.Numerics;

namespace TatumKms.Cryptography.Tests.Support;

/// <summary>Numbers of 32 bytes, big-endian, around the order of secp256k1.</summary>
internal static class Scalars
{
    public static readonly BigInteger Order = Read(Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"));

    public static BigInteger Read(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    public static byte[] Bytes(BigInteger number)
    {
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - digits.Length], .. digits];
    }

    /// <summary>The same signature with s in the lower half of the order.</summary>
    public static byte[] LowS(ReadOnlySpan<byte> compact64)
    {
        var s = Read(compact64[32..]);
        return s > Order / 2 && s < Order ? [.. compact64[..32], .. Bytes(Order - s)] : compact64.ToArray();
    }
}
