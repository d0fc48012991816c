namespace TatumKms.Cryptography.Curves;

/// <summary>The order n of secp256k1's group (SEC 2, 2.4.1).</summary>
internal static class Secp256k1Order
{
    private static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
        0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
    ];

    /// <summary>
    /// A digest modulo n. RFC 6979 feeds the reduced digest to the nonce; libsecp256k1 feeds what it is given, so that the two
    /// would part for digests of n and above. No hash will ever produce one; a test does.
    /// </summary>
    public static byte[] Reduce(ReadOnlySpan<byte> digest)
    {
        var reduced = digest.ToArray();
        if (digest.SequenceCompareTo(Order) >= 0)
        {
            var borrow = 0;
            for (var i = reduced.Length - 1; i >= 0; i--)
            {
                var difference = reduced[i] - Order[i] - borrow;
                reduced[i] = (byte)(difference & 0xff);
                borrow = difference < 0 ? 1 : 0;
            }
        }

        return reduced;
    }
}
