using System.Buffers.Binary;
using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Soroban;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Envelopes;

/// <summary>A transaction with its signatures (TransactionEnvelope), read from bytes that are kept as they are.</summary>
/// <param name="Bytes">The whole envelope.</param>
/// <param name="Signed">What a signature is for: the envelope's type (2 or 5) and the transaction.</param>
/// <param name="SignaturesStart">Where the list of signatures begins, which ends the envelope.</param>
/// <param name="Transaction">The transaction; of a fee bump the inner one.</param>
/// <param name="FeeBump">Who pays instead, where it is a fee bump.</param>
/// <param name="Signatures">The signatures that are there already.</param>
internal sealed record Envelope(
    ReadOnlyMemory<byte> Bytes,
    ReadOnlyMemory<byte> Signed,
    int SignaturesStart,
    StellarTransaction Transaction,
    FeeBump? FeeBump,
    DecoratedSignature[] Signatures)
{
    /// <summary>The most signatures that an envelope holds.</summary>
    public const int MaxSignatures = 20;

    /// <summary>The fee of the whole, in stroops.</summary>
    public long Fee => FeeBump?.Fee ?? Transaction.Fee;

    /// <summary>The operations that the network counts for the fee: a fee bump is one more (CAP-15).</summary>
    public int ChargedOperations => Transaction.Operations.Length + (FeeBump is null ? 0 : 1);

    /// <summary>
    /// Every account in whose name something is done by this signature: the transaction's and those of its operations; of a fee
    /// bump the one that pays alone, since the inner transaction has signatures of its own.
    /// </summary>
    public IEnumerable<StellarAccount> SignedFor => FeeBump is not null
        ? [FeeBump.Source]
        : Transaction.Operations.Select(operation => operation.Source).OfType<StellarAccount>().Prepend(Transaction.Source);

    /// <summary>The envelope with one signature more; all other bytes stay.</summary>
    public byte[] With(DecoratedSignature signature)
    {
        var count = new byte[sizeof(uint)];
        var length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(count, Signatures.Length + 1);
        BinaryPrimitives.WriteInt32BigEndian(length, signature.Signature.Length);
        return
        [
            .. Bytes.Span[..SignaturesStart],
            .. count,
            .. Bytes.Span[(SignaturesStart + count.Length)..],
            .. signature.Hint,
            .. length,
            .. signature.Signature,
        ];
    }
}

/// <summary>A transaction.</summary>
/// <param name="Source">Whose sequence number it takes and who pays the fee, unless there is a fee bump.</param>
/// <param name="Fee">The most that it costs, in stroops.</param>
/// <param name="Sequence">The sequence number that it takes.</param>
/// <param name="Conditions">When it is valid, in words.</param>
/// <param name="Memo">The memo in words, if there is one.</param>
/// <param name="Operations">1 to 100 operations.</param>
/// <param name="Resources">The resources that smart contracts need, where there are any.</param>
internal sealed record StellarTransaction(
    StellarAccount Source, uint Fee, long Sequence, string[] Conditions, string? Memo, Operation[] Operations, ContractResources? Resources);

/// <summary>Who pays which fee for a transaction of somebody else (CAP-15).</summary>
/// <param name="Source">Who pays.</param>
/// <param name="Fee">The most that it costs, in stroops.</param>
/// <param name="InnerSignatures">How many signatures the inner transaction has.</param>
internal sealed record FeeBump(StellarAccount Source, long Fee, int InnerSignatures);
