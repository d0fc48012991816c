using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>Serializes transactions, with the witness form of BIP-144 where some input has a witness.</summary>
internal static class TransactionWriter
{
    /// <summary>The bytes for the network.</summary>
    public static byte[] Write(UtxoTransaction transaction, IReadOnlyList<InputSignature> signatures)
    {
        var hasWitness = signatures.Any(signature => signature.Witness.Count > 0);
        var writer = new WireWriter();
        writer.UInt32(transaction.Version);
        if (hasWitness)
        {
            writer.Bytes([0x00, 0x01]); // marker and flag
        }

        WriteBody(writer, transaction, signatures);
        if (hasWitness)
        {
            foreach (var signature in signatures)
            {
                WriteWitness(writer, signature);
            }
        }

        writer.UInt32(transaction.LockTime);
        return writer.Written.ToArray();
    }

    /// <summary>The transaction's id as people read it: double SHA-256 of the form without witnesses, reversed, lower-case hexadecimal.</summary>
    public static string Id(UtxoTransaction transaction, IReadOnlyList<InputSignature> signatures)
    {
        var writer = new WireWriter();
        writer.UInt32(transaction.Version);
        WriteBody(writer, transaction, signatures);
        writer.UInt32(transaction.LockTime);
        var hash = Sha256d.HashData(writer.Written);
        Array.Reverse(hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The size that fees are paid for, in virtual bytes (BIP-141): a quarter of the weight, rounded up.</summary>
    public static int VirtualSize(UtxoTransaction transaction, IReadOnlyList<InputSignature> signatures)
    {
        var total = Write(transaction, signatures).Length;
        var stripped = Write(transaction, [.. signatures.Select(s => s with { Witness = [] })]).Length;
        return ((stripped * 3) + total + 3) / 4;
    }

    private static void WriteBody(WireWriter writer, UtxoTransaction transaction, IReadOnlyList<InputSignature> signatures)
    {
        writer.CompactSize(transaction.Inputs.Count);
        for (var i = 0; i < transaction.Inputs.Count; i++)
        {
            writer.Outpoint(transaction.Inputs[i]);
            writer.PrefixedBytes(signatures[i].ScriptSig);
            writer.UInt32(transaction.Inputs[i].Sequence);
        }

        writer.CompactSize(transaction.Outputs.Count);
        foreach (var output in transaction.Outputs)
        {
            writer.Output(output);
        }
    }

    private static void WriteWitness(WireWriter writer, InputSignature signature)
    {
        writer.CompactSize(signature.Witness.Count);
        foreach (var item in signature.Witness)
        {
            writer.PrefixedBytes(item);
        }
    }
}
