using System.Buffers;
using System.Buffers.Binary;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Collects the bytes of an object: https://xrpl.org/docs/references/protocol/binary-format.</summary>
internal sealed class ByteWriter
{
    /// <summary>The ends of an object and of an array: fields with the number 1 of their types.</summary>
    public const byte ObjectEnd = 0xe1, ArrayEnd = 0xf1;

    // Lengths take one byte up to 192, two up to 12,480 and three up to 918,744.
    private const int MaxOneByte = 192, MaxTwoBytes = 12_480, MaxThreeBytes = 918_744;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Byte(byte value) => _bytes.Write([value]);

    public void Bytes(ReadOnlySpan<byte> value) => _bytes.Write(value);

    /// <summary>An unsigned number, big-endian.</summary>
    /// <param name="value">The number; it fits the width.</param>
    /// <param name="width">1 to 8 bytes.</param>
    public void Unsigned(ulong value, int width)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(all, value);
        _bytes.Write(all[^width..]);
    }

    /// <summary>Type and number of a field in one to three bytes; numbers below 16 share a byte.</summary>
    public void Header(XrplField field)
    {
        var (type, number) = ((byte)field.TypeCode, (byte)field.Number);
        switch (type < 16, number < 16)
        {
            case (true, true):
                Byte((byte)((type << 4) | number));
                break;
            case (true, false):
                Bytes([(byte)(type << 4), number]);
                break;
            case (false, true):
                Bytes([number, type]);
                break;
            default:
                Bytes([0, type, number]);
                break;
        }
    }

    /// <summary>A length, then as many bytes.</summary>
    /// <exception cref="RefusedException">No length of the format is so large.</exception>
    public void LengthAndBytes(ReadOnlySpan<byte> value, string place)
    {
        var length = value.Length;
        if (length <= MaxOneByte)
        {
            Byte((byte)length);
        }
        else if (length <= MaxTwoBytes)
        {
            var rest = length - MaxOneByte - 1;
            Bytes([(byte)(193 + (rest >> 8)), (byte)(rest & 0xff)]);
        }
        else if (length <= MaxThreeBytes)
        {
            var rest = length - MaxTwoBytes - 1;
            Bytes([(byte)(241 + (rest >> 16)), (byte)((rest >> 8) & 0xff), (byte)(rest & 0xff)]);
        }
        else
        {
            throw new RefusedException($"{place} has {length} bytes; the format allows {MaxThreeBytes}.");
        }

        Bytes(value);
    }
}
