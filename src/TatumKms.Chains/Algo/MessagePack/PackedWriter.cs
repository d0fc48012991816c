using System.Buffers.Binary;
using System.Text;

namespace TatumKms.Chains.Algo.MessagePack;

/// <summary>Writes canonical MessagePack.</summary>
internal static class PackedWriter
{
    /// <summary>The one encoding of a value.</summary>
    public static byte[] Write(Packed value)
    {
        using var output = new MemoryStream();
        Write(output, value);
        return output.ToArray();
    }

    private static void Write(MemoryStream output, Packed value)
    {
        switch (value)
        {
            case Packed.Number number:
                WriteNumber(output, number.Value);
                break;
            case Packed.Flag flag:
                output.WriteByte(flag.IsZero ? PackedFormat.False : PackedFormat.True);
                break;
            case Packed.Text text:
                var utf8 = Encoding.UTF8.GetBytes(text.Value);
                WriteLength(output, utf8.Length, PackedFormat.Text);
                output.Write(utf8);
                break;
            case Packed.Bytes bytes:
                WriteLength(output, bytes.Value.Length, PackedFormat.Binary);
                output.Write(bytes.Value);
                break;
            case Packed.List list:
                WriteLength(output, list.Items.Count, PackedFormat.List);
                foreach (var item in list.Items)
                {
                    Write(output, item);
                }

                break;
            case Packed.Map map:
                WriteLength(output, map.Members.Count, PackedFormat.Map);
                foreach (var (name, member) in map.Members)
                {
                    Write(output, new Packed.Text(name));
                    Write(output, member);
                }

                break;
        }
    }

    private static void WriteNumber(MemoryStream output, ulong value)
    {
        if (value <= PackedFormat.MaxSmallNumber)
        {
            output.WriteByte((byte)value);
            return;
        }

        var width = value <= byte.MaxValue ? 0 : value <= ushort.MaxValue ? 1 : value <= uint.MaxValue ? 2 : 3;
        output.WriteByte((byte)(PackedFormat.Number8 + width));
        WriteBigEndian(output, value, 1 << width);
    }

    private static void WriteLength(MemoryStream output, int length, PackedFormat.Lengths form)
    {
        if (length <= form.MaxSmall)
        {
            output.WriteByte((byte)(form.Small + length));
            return;
        }

        var width = length <= byte.MaxValue && form.Has8 ? 0 : length <= ushort.MaxValue ? 1 : 2;
        output.WriteByte((byte)(form.Long8 + width));
        WriteBigEndian(output, (ulong)length, 1 << width);
    }

    private static void WriteBigEndian(MemoryStream output, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        output.Write(bytes[^width..]);
    }
}
