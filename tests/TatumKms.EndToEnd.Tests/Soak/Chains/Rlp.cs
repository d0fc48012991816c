namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>Reads the items of an RLP list, heads included: https://ethereum.org/developers/docs/data-structures-and-encoding/rlp</summary>
internal static class Rlp
{
    private const int ShortText = 0x80, LongText = 0xB7, ShortList = 0xC0, LongList = 0xF7;

    public static List<byte[]> Items(ReadOnlySpan<byte> list)
    {
        var (head, length) = Measure(list);
        var rest = list.Slice(head, length);
        var items = new List<byte[]>();
        while (rest.Length > 0)
        {
            var (itemHead, itemLength) = Measure(rest);
            items.Add(rest[..(itemHead + itemLength)].ToArray());
            rest = rest[(itemHead + itemLength)..];
        }

        return items;
    }

    public static long Number(byte[] item)
    {
        var (head, _) = Measure(item);
        return item.Skip(head).Aggregate(0L, (number, digit) => (number << 8) | digit);
    }

    /// <summary>A list of items that have their heads.</summary>
    public static byte[] List(IEnumerable<byte[]> items)
    {
        byte[] body = [.. items.SelectMany(item => item)];
        return body.Length < LongText - ShortText + 1
            ? [(byte)(ShortList + body.Length), .. body]
            : body.Length <= byte.MaxValue
                ? [LongList + 1, (byte)body.Length, .. body]
                : [LongList + 2, (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    private static (int Head, int Length) Measure(ReadOnlySpan<byte> item) => item[0] switch
    {
        < ShortText => (0, 1),
        <= LongText => (1, item[0] - ShortText),
        < ShortList => Long(item, item[0] - LongText),
        <= LongList => (1, item[0] - ShortList),
        _ => Long(item, item[0] - LongList),
    };

    private static (int Head, int Length) Long(ReadOnlySpan<byte> item, int size)
    {
        var length = 0;
        foreach (var digit in item.Slice(1, size))
        {
            length = (length << 8) | digit;
        }

        return (1 + size, length);
    }
}
