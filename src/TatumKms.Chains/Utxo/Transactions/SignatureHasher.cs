using System.Security.Cryptography;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>
/// The digests that signatures of one transaction commit to: the original algorithm, BIP-143 for segwit version 0 and BIP-341
/// for taproot key paths. Sums over all inputs or outputs are computed once, so that n inputs cost n steps, not n². Threads may
/// share it.
/// </summary>
internal sealed class SignatureHasher
{
    private const byte BaseTypeMask = 0x1F;
    private static readonly byte[] Zero = new byte[32];
    private static readonly byte[] One = [0x01, .. new byte[31]];

    private readonly UtxoTransaction _transaction;
    private readonly Lazy<byte[]> _prevouts;
    private readonly Lazy<byte[]> _sequences;
    private readonly Lazy<byte[]> _outputs;
    private readonly Lazy<byte[]> _prevoutsTwice;
    private readonly Lazy<byte[]> _sequencesTwice;
    private readonly Lazy<byte[]> _outputsTwice;
    private readonly Lazy<byte[]> _amounts;
    private readonly Lazy<byte[]> _scripts;

    /// <summary>Makes the hasher of a transaction; every input's spent output must be known for the taproot digest.</summary>
    public SignatureHasher(UtxoTransaction transaction)
    {
        _transaction = transaction;
        _prevouts = Sum(transaction.Inputs, (writer, input) => writer.Outpoint(input));
        _sequences = Sum(transaction.Inputs, (writer, input) => writer.UInt32(input.Sequence));
        _outputs = Sum(transaction.Outputs, (writer, output) => writer.Output(output));
        _prevoutsTwice = Again(_prevouts);
        _sequencesTwice = Again(_sequences);
        _outputsTwice = Again(_outputs);
        _amounts = Sum(transaction.Inputs, (writer, input) => writer.Int64(input.Spent!.Value));
        _scripts = Sum(transaction.Inputs, (writer, input) => writer.PrefixedBytes(input.Spent!.Script));
    }

    /// <summary>The digest of the original algorithm. The script code must hold no OP_CODESEPARATOR.</summary>
    public byte[] Legacy(int index, ReadOnlySpan<byte> scriptCode, uint type)
    {
        var (none, single, anyone) = Split(type);
        if (single && index >= _transaction.Outputs.Count)
        {
            return One; // a quirk of the first implementation that consensus keeps: the number 1
        }

        var writer = new WireWriter();
        writer.UInt32(_transaction.Version);
        writer.CompactSize(anyone ? 1 : _transaction.Inputs.Count);
        for (var i = anyone ? index : 0; i < (anyone ? index + 1 : _transaction.Inputs.Count); i++)
        {
            writer.Outpoint(_transaction.Inputs[i]);
            writer.PrefixedBytes(i == index ? scriptCode : []);
            writer.UInt32(i != index && (none || single) ? 0 : _transaction.Inputs[i].Sequence);
        }

        WriteLegacyOutputs(writer, index, none, single);
        writer.UInt32(_transaction.LockTime);
        writer.UInt32(type);
        return Sha256d.HashData(writer.Written);
    }

    /// <summary>The digest of BIP-143.</summary>
    public byte[] SegwitV0(int index, ReadOnlySpan<byte> scriptCode, long value, uint type)
    {
        var (none, single, anyone) = Split(type);
        var input = _transaction.Inputs[index];
        var writer = new WireWriter();
        writer.UInt32(_transaction.Version);
        writer.Bytes(anyone ? Zero : _prevoutsTwice.Value);
        writer.Bytes(anyone || none || single ? Zero : _sequencesTwice.Value);
        writer.Outpoint(input);
        writer.PrefixedBytes(scriptCode);
        writer.Int64(value);
        writer.UInt32(input.Sequence);
        writer.Bytes(none ? Zero : single ? SingleOutput(index, Sha256d.HashData) ?? Zero : _outputsTwice.Value);
        writer.UInt32(_transaction.LockTime);
        writer.UInt32(type);
        return Sha256d.HashData(writer.Written);
    }

    /// <summary>The digest of BIP-341 for the key path, without an annex.</summary>
    public byte[] TaprootKeyPath(int index, byte type)
    {
        var (none, single, anyone) = Split(type);
        var input = _transaction.Inputs[index];
        var writer = new WireWriter();
        writer.Byte(0x00); // epoch
        writer.Byte(type);
        writer.UInt32(_transaction.Version);
        writer.UInt32(_transaction.LockTime);
        if (!anyone)
        {
            writer.Bytes(_prevouts.Value);
            writer.Bytes(_amounts.Value);
            writer.Bytes(_scripts.Value);
            writer.Bytes(_sequences.Value);
        }

        if (!none && !single)
        {
            writer.Bytes(_outputs.Value);
        }

        writer.Byte(0x00); // spend type: key path, no annex
        WriteTaprootInput(writer, index, input, anyone);
        if (single)
        {
            writer.Bytes(SingleOutput(index, SHA256.HashData) ?? throw new InvalidOperationException("SIGHASH_SINGLE without an output."));
        }

        return TaggedHash.HashData("TapSighash", writer.Written);
    }

    private static void WriteTaprootInput(WireWriter writer, int index, UtxoInput input, bool anyone)
    {
        if (!anyone)
        {
            writer.UInt32((uint)index);
            return;
        }

        writer.Outpoint(input);
        writer.Int64(input.Spent!.Value);
        writer.PrefixedBytes(input.Spent.Script);
        writer.UInt32(input.Sequence);
    }

    private static (bool None, bool Single, bool Anyone) Split(uint type)
    {
        var baseType = (SigHashType)(type & BaseTypeMask);
        return (baseType == SigHashType.None, baseType == SigHashType.Single, (type & (uint)SigHashType.AnyoneCanPay) != 0);
    }

    private static Lazy<byte[]> Sum<T>(IReadOnlyList<T> items, Action<WireWriter, T> write) => new(() =>
    {
        var writer = new WireWriter();
        foreach (var item in items)
        {
            write(writer, item);
        }

        return SHA256.HashData(writer.Written);
    });

    // Taproot hashes a sum once, segwit version 0 twice.
    private static Lazy<byte[]> Again(Lazy<byte[]> sum) => new(() => SHA256.HashData(sum.Value));

    private void WriteLegacyOutputs(WireWriter writer, int index, bool none, bool single)
    {
        var count = none ? 0 : single ? index + 1 : _transaction.Outputs.Count;
        writer.CompactSize(count);
        for (var i = 0; i < count; i++)
        {
            writer.Output(single && i < index ? new UtxoOutput(-1, []) : _transaction.Outputs[i]);
        }
    }

    private byte[]? SingleOutput(int index, Func<ReadOnlySpan<byte>, byte[]> hash)
    {
        if (index >= _transaction.Outputs.Count)
        {
            return null;
        }

        var writer = new WireWriter();
        writer.Output(_transaction.Outputs[index]);
        return hash(writer.Written);
    }
}
