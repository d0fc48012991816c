using System.Text;

namespace TatumKms.Chains.Bnb;

/// <summary>
/// Amino, the encoding of early Cosmos chains: protocol buffers of version 3 with a prefix of four bytes in front of registered
/// types. Numbers are varints; fields that are zero or empty are left out.
/// </summary>
internal sealed class AminoWriter
{
    private const int LengthDelimited = 2;
    private readonly List<byte> _bytes = [];

    /// <summary>A message that begins with bytes of its own: its type's prefix.</summary>
    public AminoWriter(params ReadOnlySpan<byte> prefix) => _bytes.AddRange(prefix);

    /// <summary>What was written.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>What was written, behind its length.</summary>
    public byte[] ToLengthPrefixedArray()
    {
        var whole = new AminoWriter();
        whole.Varint((ulong)_bytes.Count);
        return [.. whole._bytes, .. _bytes];
    }

    /// <summary>A whole number that is not negative.</summary>
    public AminoWriter Number(int field, long value)
    {
        if (value != 0)
        {
            Varint((ulong)(field << 3));
            Varint((ulong)value);
        }

        return this;
    }

    /// <summary>Bytes, or a message that is encoded already.</summary>
    public AminoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            Varint((ulong)((field << 3) | LengthDelimited));
            Varint((ulong)value.Length);
            _bytes.AddRange(value);
        }

        return this;
    }

    /// <summary>Text in UTF-8.</summary>
    public AminoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field that repeats, once for each element.</summary>
    public AminoWriter Each<T>(int field, IEnumerable<T> elements, Func<T, AminoWriter> write)
    {
        foreach (var element in elements)
        {
            Bytes(field, write(element).ToArray());
        }

        return this;
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Add((byte)((value & 0x7f) | 0x80));
            value >>= 7;
        }

        _bytes.Add((byte)value);
    }
}
