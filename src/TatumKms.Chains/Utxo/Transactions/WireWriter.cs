using System.Buffers;
using System.Buffers.Binary;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>Writes the Bitcoin wire format: little-endian numbers, compact sizes, prefixed byte strings.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Byte(byte value) => Bytes([value]);

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public void CompactSize(int value)
    {
        switch (value)
        {
            case < 0xFD:
                Byte((byte)value);
                break;
            case <= 0xFFFF:
                Byte(0xFD);
                BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), (ushort)value);
                _buffer.Advance(2);
                break;
            default:
                Byte(0xFE);
                UInt32((uint)value);
                break;
        }
    }

    public void PrefixedBytes(ReadOnlySpan<byte> bytes)
    {
        CompactSize(bytes.Length);
        Bytes(bytes);
    }

    public void Output(UtxoOutput output)
    {
        Int64(output.Value);
        PrefixedBytes(output.Script);
    }

    public void Outpoint(UtxoInput input)
    {
        Bytes(input.PreviousTransactionId);
        UInt32(input.PreviousIndex);
    }
}
