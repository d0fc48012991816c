using System.Buffers.Binary;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm.Xdr;

/// <summary>
/// Reads XDR (RFC 4506) strictly: padding is zero, a boolean is 0 or 1, nothing is too short, no number or list out of its
/// bounds. What it accepts has exactly one encoding, so that the bytes read are the bytes that writing again would give.
/// </summary>
internal sealed class XdrReader(ReadOnlyMemory<byte> bytes)
{
    private const int Unit = 4;
    private const int MaxDepth = 200; // more than any valid transaction has; keeps hostile nesting off the stack
    private int _depth;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    private int Remaining => bytes.Length - Position;

    /// <summary>The refusal of bytes that are no transaction.</summary>
    public static RefusedException Malformed(string what) => new($"The serialized transaction is not a Stellar transaction: {what}.");

    /// <summary>The bytes from a position to where the reader is.</summary>
    public ReadOnlyMemory<byte> Since(int start) => bytes[start..Position];

    /// <summary>Makes sure that nothing is left over.</summary>
    public void End()
    {
        if (Remaining > 0)
        {
            throw Malformed($"{Remaining} bytes are left over");
        }
    }

    /// <summary>An unsigned number of 32 bits.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    /// <summary>A signed number of 32 bits.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    /// <summary>An unsigned number of 64 bits.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    /// <summary>A signed number of 64 bits.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    /// <summary>A boolean, or whether an optional value is there.</summary>
    public bool Bool() => UInt32() switch
    {
        0 => false,
        1 => true,
        _ => throw Malformed("a boolean is neither 0 nor 1"),
    };

    /// <summary>A fixed number of bytes that is a multiple of four.</summary>
    public ReadOnlySpan<byte> Fixed(int length) => Take(length);

    /// <summary>A variable number of bytes, padded with zeros.</summary>
    public byte[] Opaque(int maxLength)
    {
        var length = UInt32();
        if (length > maxLength || length > Remaining)
        {
            throw Malformed("a string of bytes is too long");
        }

        var value = Take((int)length).ToArray();
        var padding = Take((Unit - ((int)length % Unit)) % Unit);
        return padding.ContainsAnyExcept((byte)0) ? throw Malformed("padding is not zero") : value;
    }

    /// <summary>A number that must be zero: where the format may be extended one day.</summary>
    public void NoExtension(string what)
    {
        if (UInt32() != 0)
        {
            throw Malformed($"an unknown extension of {what}");
        }
    }

    /// <summary>An optional value.</summary>
    public T? Optional<T>(Func<XdrReader, T> read)
        where T : class => Bool() ? read(this) : null;

    /// <summary>An optional number.</summary>
    public T? OptionalNumber<T>(Func<XdrReader, T> read)
        where T : struct => Bool() ? read(this) : null;

    /// <summary>A list.</summary>
    public T[] List<T>(int maxCount, Func<XdrReader, T> read)
    {
        // Each element takes at least one unit, so that a hostile count buys no memory.
        var count = UInt32();
        if (count > maxCount || count > Remaining / Unit)
        {
            throw Malformed("a list is too long");
        }

        var items = new T[count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(this);
        }

        return items;
    }

    /// <summary>A value that may hold values of its own type.</summary>
    public T Nested<T>(Func<XdrReader, T> read)
    {
        if (++_depth > MaxDepth)
        {
            throw Malformed($"values are nested more than {MaxDepth} deep");
        }

        var value = read(this);
        _depth--;
        return value;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Remaining)
        {
            throw Malformed("it is cut short");
        }

        Position += length;
        return bytes.Span.Slice(Position - length, length);
    }
}
