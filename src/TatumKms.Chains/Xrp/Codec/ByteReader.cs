using System.Buffers.Binary;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Reads what <see cref="ByteWriter"/> writes; everything else is refused.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;

    public bool AtEnd => _rest.IsEmpty;

    public int Remaining => _rest.Length;

    public byte Peek => _rest.IsEmpty ? throw Malformed("it ends too early") : _rest.Span[0];

    public static RefusedException Malformed(string why) => new($"The binary transaction is malformed: {why}.");

    public ReadOnlySpan<byte> Take(int count) => Slice(count).Span;

    public byte Byte() => Take(1)[0];

    /// <summary>An unsigned number of 1 to 8 bytes, big-endian.</summary>
    public ulong Unsigned(int width)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        all.Clear();
        Take(width).CopyTo(all[^width..]);
        return BinaryPrimitives.ReadUInt64BigEndian(all);
    }

    /// <summary>The field whose type and number come next, in their one shortest form.</summary>
    public XrplField Header()
    {
        var first = Byte();
        var (type, number) = (first >> 4, first & 0x0f);
        if (type == 0)
        {
            type = AtLeast16(Byte());
            number = number == 0 ? AtLeast16(Byte()) : number;
        }
        else if (number == 0)
        {
            number = AtLeast16(Byte());
        }

        return XrplDefinitions.Current.ByOrdinal.TryGetValue(XrplField.OrdinalOf(type, number), out var field)
            ? field
            : throw Malformed($"there is no field {number} of type {type}");
    }

    /// <summary>The bytes behind a length.</summary>
    public ByteReader LengthAndBytes()
    {
        int first = Byte();
        var length = first switch
        {
            <= 192 => first,
            <= 240 => 193 + ((first - 193) << 8) + Byte(),
            <= 254 => 12_481 + ((first - 241) << 16) + (Byte() << 8) + Byte(),
            _ => throw Malformed("a length starts with 255"),
        };
        return new ByteReader(Slice(length));
    }

    private static int AtLeast16(byte value) => value >= 16 ? value : throw Malformed("a field's number is not written in its shortest form");

    private ReadOnlyMemory<byte> Slice(int count)
    {
        if (count > _rest.Length)
        {
            throw Malformed("it ends too early");
        }

        var slice = _rest[..count];
        _rest = _rest[count..];
        return slice;
    }
}
