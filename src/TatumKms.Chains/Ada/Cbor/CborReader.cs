using System.Buffers.Binary;
using System.Text;

namespace TatumKms.Chains.Ada.Cbor;

/// <summary>
/// Reads CBOR (RFC 8949) strictly: definite lengths and the shortest form of every number and length. What was read keeps its place,
/// so that a hash can be taken of the very bytes.
/// </summary>
internal ref struct CborReader(ReadOnlySpan<byte> data)
{
    private const int MaxDepth = 16;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>What the next item is.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public readonly CborMajor Next => _position < _data.Length ? (CborMajor)(_data[_position] >> 5) : throw Malformed();

    /// <summary>A number from 0 to 2^64 - 1.</summary>
    public ulong ReadUnsigned() => ReadHead(CborMajor.Unsigned);

    /// <summary>A byte string.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadHead(CborMajor.Bytes));

    /// <summary>A byte string of one length.</summary>
    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        var bytes = ReadBytes();
        return bytes.Length == length ? bytes : throw Malformed();
    }

    /// <summary>A text.</summary>
    public string ReadText()
    {
        try
        {
            return StrictUtf8.GetString(Take(ReadHead(CborMajor.Text)));
        }
        catch (DecoderFallbackException)
        {
            throw Malformed();
        }
    }

    /// <summary>The head of an array; its elements come next.</summary>
    public int ReadArray() => Count(ReadHead(CborMajor.Array));

    /// <summary>The head of an array of so many elements.</summary>
    public void ReadArray(int count)
    {
        if (ReadArray() != count)
        {
            throw Malformed();
        }
    }

    /// <summary>The head of a map; its keys and values come next, in turns.</summary>
    public int ReadMap() => Count(ReadHead(CborMajor.Map));

    /// <summary>Steps over a tag if there is one; false where the next item has none.</summary>
    /// <exception cref="FormatException">There is another tag.</exception>
    public bool TryReadTag(ulong tag)
    {
        if (Next != CborMajor.Tag)
        {
            return false;
        }

        return ReadHead(CborMajor.Tag) == tag ? true : throw Malformed();
    }

    /// <summary>Any one item, as it stands there.</summary>
    public ReadOnlySpan<byte> ReadItem()
    {
        var start = _position;
        Skip(0);
        return _data[start.._position];
    }

    /// <summary>Makes sure that nothing is left.</summary>
    public readonly void End()
    {
        if (_position != _data.Length)
        {
            throw Malformed();
        }
    }

    private void Skip(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Malformed();
        }

        var major = Next;
        var value = ReadHead(major);
        switch (major)
        {
            case CborMajor.Bytes or CborMajor.Text:
                Take(value);
                break;
            case CborMajor.Array or CborMajor.Map:
                var items = (long)Count(value) * (major == CborMajor.Map ? 2 : 1);
                for (var i = 0L; i < items; i++)
                {
                    Skip(depth + 1);
                }

                break;
            case CborMajor.Tag:
                Skip(depth + 1);
                break;
        }
    }

    private ulong ReadHead(CborMajor major)
    {
        var first = Next == major ? Take(1)[0] : throw Malformed();
        var info = first & 0x1F;
        if (info < 24)
        {
            return (ulong)info;
        }

        // 28 to 30 are reserved; 31 begins an item without a length.
        var width = info <= 27 ? 1 << (info - 24) : throw Malformed();
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        Take((ulong)width).CopyTo(bytes[^width..]);
        var value = BinaryPrimitives.ReadUInt64BigEndian(bytes);

        // The arguments of major type 7 are floating-point numbers, which have no shorter form to demand.
        var least = major == CborMajor.Simple ? 0 : width == 1 ? 24UL : 1UL << (4 * width);
        return value >= least ? value : throw Malformed();
    }

    private readonly int Count(ulong count) => count <= (ulong)(_data.Length - _position) ? (int)count : throw Malformed();

    private ReadOnlySpan<byte> Take(ulong count)
    {
        var taken = _data.Slice(_position, Count(count));
        _position += taken.Length;
        return taken;
    }

    private static FormatException Malformed() => new("The bytes are not the CBOR that was expected.");
}
