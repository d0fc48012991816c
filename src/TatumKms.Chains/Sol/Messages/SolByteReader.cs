using TatumKms.Core;

namespace TatumKms.Chains.Sol.Messages;

/// <summary>Reads a message front to back; what is cut off or not in its shortest form refuses the transaction.</summary>
internal ref struct SolByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    public byte Byte() => Bytes(1)[0];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            throw new RefusedException("The message is cut off.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public SolAddress Address() => new(Bytes(SolAddress.Length));

    /// <summary>A length in compact-u16: seven bits a byte, the lowest first, one to three bytes.</summary>
    public int Length()
    {
        var value = 0;
        for (var shift = 0; shift <= 14; shift += 7)
        {
            int next = Byte();
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value <= ushort.MaxValue && (shift == 0 || next != 0) ? value : throw Malformed();
            }
        }

        throw Malformed();
    }

    private static RefusedException Malformed() => new("A length in the message is not a compact 16-bit number in its shortest form.");
}
