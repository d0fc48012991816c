using System.Globalization;

namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>A transaction before it is signed, with what its inputs spend.</summary>
/// <param name="Version">The version as four unsigned bytes.</param>
/// <param name="Inputs">The inputs in order.</param>
/// <param name="Outputs">The outputs in order.</param>
/// <param name="LockTime">The lock time.</param>
internal sealed record UtxoTransaction(uint Version, IReadOnlyList<UtxoInput> Inputs, IReadOnlyList<UtxoOutput> Outputs, uint LockTime)
{
    /// <summary>Whether the serialized form names a script for the change.</summary>
    public bool HasChangeScript { get; init; }

    /// <summary>What the inputs leave over, in base units; every input must say what it spends.</summary>
    public long Fee => Inputs.Sum(input => input.Spent!.Value) - Outputs.Sum(output => output.Value);
}

/// <summary>An output: base units and the script that guards them.</summary>
internal sealed record UtxoOutput(long Value, byte[] Script);

/// <summary>An input and the output that it spends.</summary>
internal sealed record UtxoInput
{
    /// <summary>The id of the transaction that is spent from, in the order of the wire (reversed against what people read).</summary>
    public required byte[] PreviousTransactionId { get; init; }

    /// <summary>The position of the output in that transaction.</summary>
    public required uint PreviousIndex { get; init; }

    /// <summary>The spent output as people write it: id, colon, position.</summary>
    public string OutPoint => $"{Convert.ToHexStringLower([.. PreviousTransactionId.Reverse()])}:{PreviousIndex.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The sequence number.</summary>
    public uint Sequence { get; init; } = uint.MaxValue;

    /// <summary>The signature script that the input carries already; empty as a rule.</summary>
    public byte[] ScriptSig { get; init; } = [];

    /// <summary>The output that is spent; nothing where the format does not tell.</summary>
    public UtxoOutput? Spent { get; init; }

    /// <summary>The terms of a multisignature, for an input that spends a script hash.</summary>
    public MultisigTerms? Multisig { get; init; }
}

/// <summary>M of N keys, and the signatures that are there already, each at the place of its key.</summary>
/// <param name="Threshold">How many signatures are needed.</param>
/// <param name="PublicKeys">The keys in the order of the script.</param>
/// <param name="Signatures">DER with the hash type behind it, or nothing, for each key.</param>
internal sealed record MultisigTerms(int Threshold, IReadOnlyList<byte[]> PublicKeys, IReadOnlyList<byte[]?> Signatures);

/// <summary>What a signed input carries.</summary>
internal sealed record InputSignature(byte[] ScriptSig, IReadOnlyList<byte[]> Witness)
{
    /// <summary>Nothing at all.</summary>
    public static InputSignature None { get; } = new([], []);
}
