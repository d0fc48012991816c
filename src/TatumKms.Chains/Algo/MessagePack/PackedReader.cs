using System.Buffers.Binary;
using System.Text;

namespace TatumKms.Chains.Algo.MessagePack;

/// <summary>Reads MessagePack that is canonical to the last bit, and nothing else.</summary>
internal ref struct PackedReader
{
    private const int MaxDepth = 8;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest;

    private PackedReader(ReadOnlySpan<byte> data) => _rest = data;

    /// <summary>Reads a map that fills all of the bytes.</summary>
    /// <exception cref="FormatException">They are not the canonical form of a map.</exception>
    public static Packed.Map Read(ReadOnlySpan<byte> data)
    {
        var reader = new PackedReader(data);
        return reader.ReadValue(0) is Packed.Map map && reader._rest.IsEmpty ? map : throw NotCanonical();
    }

    private Packed ReadValue(int depth)
    {
        if (depth > MaxDepth)
        {
            throw NotCanonical();
        }

        var first = Take(1)[0];
        return first switch
        {
            <= PackedFormat.MaxSmallNumber => new Packed.Number(first),
            PackedFormat.False or PackedFormat.True => new Packed.Flag(first == PackedFormat.True),
            >= PackedFormat.Number8 and <= PackedFormat.Number8 + 3 => ReadNumber(first),
            _ when Is(PackedFormat.Text, first) => new Packed.Text(ReadText(first)),
            _ when Is(PackedFormat.Binary, first) => new Packed.Bytes(Take(ReadLength(first, PackedFormat.Binary)).ToArray()),
            _ when Is(PackedFormat.List, first) => ReadList(ReadLength(first, PackedFormat.List), depth),
            _ when Is(PackedFormat.Map, first) => ReadMap(ReadLength(first, PackedFormat.Map), depth),
            _ => throw NotCanonical(),
        };
    }

    private static bool Is(PackedFormat.Lengths form, byte first) => form.IsSmall(first) || form.IsLong(first);

    private Packed.Number ReadNumber(byte first)
    {
        var width = first - PackedFormat.Number8;
        var value = ReadBigEndian(1 << width);
        var least = width == 0 ? PackedFormat.MaxSmallNumber + 1UL : 1UL << (4 << width);
        return value >= least ? new Packed.Number(value) : throw NotCanonical();
    }

    private int ReadLength(byte first, PackedFormat.Lengths form)
    {
        if (form.IsSmall(first))
        {
            return first - form.Small;
        }

        var width = first - form.Long8;
        var value = ReadBigEndian(1 << width);
        var shorterHolds = width == 0 || (width == 1 && !form.Has8) ? form.MaxSmall : width == 1 ? byte.MaxValue : ushort.MaxValue;
        return (long)value > shorterHolds && value <= (ulong)_rest.Length ? (int)value : throw NotCanonical();
    }

    private string ReadText(byte first)
    {
        var bytes = Take(ReadLength(first, PackedFormat.Text));
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw NotCanonical();
        }
    }

    private Packed.List ReadList(int count, int depth)
    {
        var items = new List<Packed>();
        for (var i = 0; i < count; i++)
        {
            items.Add(ReadValue(depth + 1));
        }

        return new Packed.List(items);
    }

    private Packed.Map ReadMap(int count, int depth)
    {
        var map = new Packed.Map();
        string? last = null;
        for (var i = 0; i < count; i++)
        {
            var name = ReadValue(depth + 1) is Packed.Text text ? text.Value : throw NotCanonical();
            var value = ReadValue(depth + 1);
            if (value.IsZero || (last is not null && string.CompareOrdinal(last, name) >= 0))
            {
                throw NotCanonical();
            }

            map.Set(name, value);
            last = name;
        }

        return map;
    }

    private ulong ReadBigEndian(int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        Take(width).CopyTo(bytes[^width..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw NotCanonical();
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static FormatException NotCanonical() => new("The bytes are not canonical MessagePack.");
}
