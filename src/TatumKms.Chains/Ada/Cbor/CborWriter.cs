using System.Buffers.Binary;
using System.Text;

namespace TatumKms.Chains.Ada.Cbor;

/// <summary>Writes CBOR (RFC 8949) with definite lengths and the shortest form of every number.</summary>
internal sealed class CborWriter
{
    private readonly List<byte> _bytes = [];

    public CborWriter Unsigned(ulong value) => Head(CborMajor.Unsigned, value);

    public CborWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        Head(CborMajor.Bytes, (ulong)bytes.Length);
        return Raw(bytes);
    }

    public CborWriter Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Head(CborMajor.Text, (ulong)utf8.Length);
        return Raw(utf8);
    }

    /// <summary>The head of an array; the elements come next.</summary>
    public CborWriter Array(int count) => Head(CborMajor.Array, (ulong)count);

    /// <summary>The head of a map; keys and values come next, in turns.</summary>
    public CborWriter Map(int count) => Head(CborMajor.Map, (ulong)count);

    public CborWriter Tag(ulong tag) => Head(CborMajor.Tag, tag);

    public CborWriter True() => Head(CborMajor.Simple, 21);

    public CborWriter Null() => Head(CborMajor.Simple, 22);

    /// <summary>Items that are CBOR already.</summary>
    public CborWriter Raw(ReadOnlySpan<byte> items)
    {
        foreach (var value in items)
        {
            _bytes.Add(value);
        }

        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private CborWriter Head(CborMajor major, ulong value)
    {
        var kind = (int)major << 5;
        if (value < 24)
        {
            _bytes.Add((byte)(kind | (int)value));
            return this;
        }

        var size = value <= byte.MaxValue ? 0 : value <= ushort.MaxValue ? 1 : value <= uint.MaxValue ? 2 : 3;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        _bytes.Add((byte)(kind | (24 + size)));
        return Raw(bytes[^(1 << size)..]);
    }
}
