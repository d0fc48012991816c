using System.Buffers.Binary;
using System.Numerics;

namespace TatumKms.Chains.Rlp;

/// <summary>An item of recursive length prefix as it was read: a byte string, or a list of items. Only the one canonical encoding is read.</summary>
internal sealed class RlpItem
{
    private const byte StringOffset = 0x80, ListOffset = 0xc0;
    private const int LongestShort = 55, MaxDepth = 32;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly IReadOnlyList<RlpItem>? _items;

    private RlpItem(ReadOnlyMemory<byte> bytes, IReadOnlyList<RlpItem>? items)
    {
        _bytes = bytes;
        _items = items;
    }

    /// <summary>Whether it is a list.</summary>
    public bool IsList => _items is not null;

    /// <summary>The elements of a list.</summary>
    /// <exception cref="FormatException">It is a byte string.</exception>
    public IReadOnlyList<RlpItem> Items => _items ?? throw new FormatException("A list is expected where there is a byte string.");

    /// <summary>The bytes of a byte string.</summary>
    /// <exception cref="FormatException">It is a list.</exception>
    public ReadOnlyMemory<byte> Bytes => _items is null ? _bytes : throw new FormatException("A byte string is expected where there is a list.");

    /// <summary>Reads bytes that are one item and nothing else.</summary>
    /// <exception cref="FormatException">They are not, or the encoding is not the shortest.</exception>
    public static RlpItem Parse(ReadOnlyMemory<byte> bytes)
    {
        var item = Read(bytes, 0, out var length);
        return length == bytes.Length ? item : throw new FormatException("There are bytes behind the last item.");
    }

    /// <summary>The number that a byte string stands for.</summary>
    /// <exception cref="FormatException">It is a list, has leading zeros, or is longer than 32 bytes.</exception>
    public BigInteger ToNumber()
    {
        var bytes = Bytes.Span;
        return bytes.Length <= 32 && (bytes.IsEmpty || bytes[0] != 0)
            ? new BigInteger(bytes, isUnsigned: true, isBigEndian: true)
            : throw new FormatException("A number has leading zeros or more than 256 bits.");
    }

    private static RlpItem Read(ReadOnlyMemory<byte> bytes, int depth, out int length)
    {
        var span = bytes.Span;
        if (span.IsEmpty || depth > MaxDepth)
        {
            throw new FormatException(span.IsEmpty ? "An item is missing." : "Lists are nested too deeply.");
        }

        if (span[0] < StringOffset)
        {
            length = 1;
            return new RlpItem(bytes[..1], null);
        }

        var isList = span[0] >= ListOffset;
        var (start, size) = ReadHeader(span, isList ? ListOffset : StringOffset);
        length = start + size;
        var payload = bytes.Slice(start, size);
        if (isList)
        {
            return new RlpItem(default, ReadItems(payload, depth + 1));
        }

        return size == 1 && payload.Span[0] < StringOffset
            ? throw new FormatException("A single byte below 0x80 stands for itself.")
            : new RlpItem(payload, null);
    }

    private static List<RlpItem> ReadItems(ReadOnlyMemory<byte> payload, int depth)
    {
        var items = new List<RlpItem>();
        while (!payload.IsEmpty)
        {
            items.Add(Read(payload, depth, out var length));
            payload = payload[length..];
        }

        return items;
    }

    private static (int Start, int Size) ReadHeader(ReadOnlySpan<byte> span, byte offset)
    {
        var code = span[0] - offset;
        if (code <= LongestShort)
        {
            return code <= span.Length - 1 ? (1, code) : throw Truncated();
        }

        var sizeLength = code - LongestShort;
        if (sizeLength > span.Length - 1)
        {
            throw Truncated();
        }

        var digits = span.Slice(1, sizeLength);
        if (digits[0] == 0)
        {
            throw new FormatException("A length has leading zeros.");
        }

        Span<byte> padded = stackalloc byte[8];
        digits.CopyTo(padded[^sizeLength..]);
        var size = BinaryPrimitives.ReadUInt64BigEndian(padded);
        if (size <= LongestShort)
        {
            throw new FormatException("A length is not in its shortest form.");
        }

        return size <= (ulong)(span.Length - 1 - sizeLength) ? (1 + sizeLength, (int)size) : throw Truncated();
    }

    private static FormatException Truncated() => new("The bytes end before an item does.");
}
