using System.Numerics;

namespace TatumKms.Chains.Rlp;

/// <summary>Recursive length prefix, the encoding of Ethereum's yellow paper (appendix B): items are byte strings or lists of items.</summary>
internal static class RlpWriter
{
    private const byte StringOffset = 0x80, ListOffset = 0xc0;
    private const int LongestShort = 55;

    /// <summary>A byte string.</summary>
    public static byte[] String(ReadOnlySpan<byte> value) =>
        value.Length == 1 && value[0] < StringOffset ? [value[0]] : [.. Header(StringOffset, value.Length), .. value];

    /// <summary>A number: big-endian without leading zeros; zero is the empty string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static byte[] Number(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value.Sign, nameof(value));
        return String(value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A number of big-endian bytes, whose leading zeros are left out.</summary>
    public static byte[] Number(ReadOnlySpan<byte> bigEndian) => String(bigEndian.TrimStart((byte)0));

    /// <summary>A list of items that are encoded already.</summary>
    public static byte[] List(params IEnumerable<byte[]> items)
    {
        var encoded = items.ToArray();
        var payload = new byte[encoded.Sum(item => item.Length)];
        var position = 0;
        foreach (var item in encoded)
        {
            item.CopyTo(payload, position);
            position += item.Length;
        }

        return [.. Header(ListOffset, payload.Length), .. payload];
    }

    private static byte[] Header(byte offset, int length)
    {
        if (length <= LongestShort)
        {
            return [(byte)(offset + length)];
        }

        var size = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(offset + LongestShort + size.Length), .. size];
    }
}
