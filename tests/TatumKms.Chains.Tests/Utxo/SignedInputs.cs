using System.Buffers.Binary;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>Takes a signed transaction apart: the signature script and the witness of each input.</summary>
internal sealed class SignedInputs
{
    private readonly byte[] _bytes;
    private int _at = 4;

    private SignedInputs(byte[] bytes) => _bytes = bytes;

    public static (byte[] ScriptSig, byte[][] Witness)[] Read(string payload)
    {
        var reader = new SignedInputs(Convert.FromHexString(payload));
        var hasWitness = reader._bytes[4] == 0;
        reader._at += hasWitness ? 2 : 0;
        var scripts = Enumerable.Range(0, reader.CompactSize()).Select(_ => reader.Input()).ToArray();
        for (var outputs = reader.CompactSize(); outputs > 0; outputs--)
        {
            reader.Bytes(8);
            reader.Bytes(reader.CompactSize());
        }

        return [.. scripts.Select(script => (script, hasWitness ? reader.Witness() : []))];
    }

    private byte[] Input()
    {
        Bytes(36);
        var script = Bytes(CompactSize());
        Bytes(4);
        return script;
    }

    private byte[][] Witness() => [.. Enumerable.Range(0, CompactSize()).Select(_ => Bytes(CompactSize()))];

    private int CompactSize() => Bytes(1)[0] switch
    {
        0xFD => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)),
        var small => small,
    };

    private byte[] Bytes(int count)
    {
        _at += count;
        return _bytes[(_at - count).._at];
    }
}
