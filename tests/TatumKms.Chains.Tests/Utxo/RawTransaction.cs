using System.Buffers.Binary;
using TatumKms.Chains.Utxo.Transactions;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>Reads the wire form without witnesses, for vectors that give transactions in it.</summary>
internal sealed class RawTransaction
{
    private readonly byte[] _bytes;
    private int _at;

    private RawTransaction(byte[] bytes) => _bytes = bytes;

    public static UtxoTransaction Read(string hex, IReadOnlyList<UtxoOutput>? spent = null)
    {
        var reader = new RawTransaction(Convert.FromHexString(hex));
        var version = reader.UInt32();
        var inputs = Enumerable.Range(0, reader.CompactSize()).Select(i => reader.Input(spent?[i])).ToArray();
        var outputs = Enumerable.Range(0, reader.CompactSize()).Select(_ => reader.Output()).ToArray();
        return new UtxoTransaction(version, inputs, outputs, reader.UInt32());
    }

    private UtxoInput Input(UtxoOutput? spent)
    {
        var id = Bytes(32);
        var index = UInt32();
        var script = Bytes(CompactSize());
        return new UtxoInput { PreviousTransactionId = id, PreviousIndex = index, ScriptSig = script, Sequence = UInt32(), Spent = spent };
    }

    private UtxoOutput Output()
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));
        return new UtxoOutput(value, Bytes(CompactSize()));
    }

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    private int CompactSize() => Bytes(1)[0] switch
    {
        0xFD => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)),
        0xFE => (int)UInt32(),
        var small => small,
    };

    private byte[] Bytes(int count)
    {
        _at += count;
        return _bytes[(_at - count).._at];
    }
}
