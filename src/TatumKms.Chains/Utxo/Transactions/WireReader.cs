using System.Buffers.Binary;
using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>Reads unsigned transactions in the wire form, strictly: nothing too short, nothing left over, shortest sizes only.</summary>
internal ref struct WireReader
{
    private const int MinimumInputLength = 41;
    private const int MinimumOutputLength = 9;
    private ReadOnlySpan<byte> _rest;

    private WireReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Reads a transaction.</summary>
    /// <param name="bytes">The transaction, without witnesses.</param>
    /// <param name="spent">Gives the output that the input of a position spends, or nothing.</param>
    /// <exception cref="RefusedException">The bytes are not one transaction.</exception>
    public static UtxoTransaction Read(ReadOnlySpan<byte> bytes, Func<int, UtxoOutput?> spent)
    {
        var reader = new WireReader(bytes);
        var version = reader.UInt32();
        var inputs = new UtxoInput[reader.Count(MinimumInputLength)];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = reader.Input(spent(i));
        }

        var outputs = new UtxoOutput[reader.Count(MinimumOutputLength)];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = reader.Output();
        }

        var lockTime = reader.UInt32();
        return reader._rest.IsEmpty ? new UtxoTransaction(version, inputs, outputs, lockTime) : throw Malformed();
    }

    private UtxoInput Input(UtxoOutput? spent) => new()
    {
        PreviousTransactionId = Bytes(32).ToArray(),
        PreviousIndex = UInt32(),
        ScriptSig = Bytes(CompactSize()).ToArray(),
        Sequence = UInt32(),
        Spent = spent,
    };

    private UtxoOutput Output() => new(BinaryPrimitives.ReadInt64LittleEndian(Bytes(8)), Bytes(CompactSize()).ToArray());

    // A count can be no larger than what the rest has room for, so that a hostile one buys no memory.
    private int Count(int minimumLength)
    {
        var count = CompactSize();
        return count <= _rest.Length / minimumLength ? count : throw Malformed();
    }

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    private int CompactSize()
    {
        var first = Bytes(1)[0];
        var (value, minimum) = first switch
        {
            0xFD => (BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)), 0xFDu),
            0xFE => (UInt32(), 0x10000u),
            0xFF => throw Malformed(),
            _ => (first, 0u),
        };
        return value >= minimum && value <= int.MaxValue ? (int)value : throw Malformed();
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            throw Malformed();
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    private static RefusedException Malformed() => new("The serialized transaction is not one transaction in hexadecimal.");
}
