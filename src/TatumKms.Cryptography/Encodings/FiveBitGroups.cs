namespace TatumKms.Cryptography.Encodings;

/// <summary>Regroups bytes into five-bit groups and back, the highest bit first: what Bech32 and CashAddr carry.</summary>
public static class FiveBitGroups
{
    /// <summary>Splits bytes into groups; the last group is filled up with zero bits.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>Values 0 to 31, one a byte.</returns>
    public static byte[] FromBytes(ReadOnlySpan<byte> data)
    {
        var groups = new byte[((data.Length * 8) + 4) / 5];
        for (var i = 0; i < groups.Length; i++)
        {
            var bit = i * 5;
            var high = data[bit / 8] << 8;
            var low = (bit / 8) + 1 < data.Length ? data[(bit / 8) + 1] : 0;
            groups[i] = (byte)(((high | low) >> (11 - (bit % 8))) & 31);
        }

        return groups;
    }

    /// <summary>Joins groups into bytes.</summary>
    /// <param name="groups">Values 0 to 31, one a byte.</param>
    /// <param name="data">The bytes; empty when the answer is false.</param>
    /// <returns>False when a value is above 31, the padding is five bits or longer, or a padding bit is not zero.</returns>
    public static bool TryToBytes(ReadOnlySpan<byte> groups, out byte[] data)
    {
        data = [];
        var padding = groups.Length * 5 % 8;
        if (padding >= 5
            || groups.ContainsAnyExceptInRange((byte)0, (byte)31)
            || (padding > 0 && (groups[^1] & ((1 << padding) - 1)) != 0))
        {
            return false;
        }

        var bytes = new byte[groups.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var value = (groups[bit / 5] >> (4 - (bit % 5))) & 1;
            bytes[bit / 8] |= (byte)(value << (7 - (bit % 8)));
        }

        data = bytes;
        return true;
    }
}
