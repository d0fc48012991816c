using TatumKms.Chains.Rlp;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Flow;

/// <summary>
/// What is signed: 32 bytes of domain tag, then RLP of the payload; the payer signs the payload with the other signatures, the
/// envelope. The id is the hash of all of it.
/// </summary>
internal static class FlowWire
{
    private const int TagLength = 32;

    /// <summary>What proposer and authorizer sign.</summary>
    public static byte[] PayloadMessage(FlowTransaction transaction) => Tagged(Payload(transaction));

    /// <summary>What the payer signs.</summary>
    public static byte[] EnvelopeMessage(FlowTransaction transaction, IReadOnlyList<FlowSignature> payloadSignatures) =>
        Tagged(RlpWriter.List(Payload(transaction), Signatures(transaction, payloadSignatures)));

    /// <summary>SHA3-256 of the payload: names the transaction before the payer has signed it.</summary>
    public static string PayloadId(FlowTransaction transaction) => Convert.ToHexStringLower(Sha3.Hash256(Payload(transaction)));

    /// <summary>The id by which the chain knows the transaction.</summary>
    public static string Id(FlowTransaction transaction, IReadOnlyList<FlowSignature> payloadSignatures, FlowSignature envelopeSignature) =>
        Convert.ToHexStringLower(Sha3.Hash256(RlpWriter.List(
            Payload(transaction), Signatures(transaction, payloadSignatures), Signatures(transaction, [envelopeSignature]))));

    /// <summary>Signatures in their order: by the signer's place (proposer, payer, authorizer), then by key.</summary>
    public static IReadOnlyList<FlowSignature> Sort(FlowTransaction transaction, IEnumerable<FlowSignature> signatures) =>
        [.. signatures.OrderBy(signature => SignerIndex(transaction, signature)).ThenBy(signature => signature.Key.Index)];

    private static byte[] Tagged(byte[] item)
    {
        var message = new byte[TagLength + item.Length];
        "FLOW-V0.0-transaction"u8.CopyTo(message);
        item.CopyTo(message, TagLength);
        return message;
    }

    private static byte[] Payload(FlowTransaction transaction) => RlpWriter.List(
        RlpWriter.String(transaction.Script),
        RlpWriter.List(transaction.Arguments.Select(argument => RlpWriter.String(argument))),
        RlpWriter.String(transaction.Reference.Id),
        RlpWriter.Number(FlowTransaction.GasLimit),
        RlpWriter.String(transaction.Proposer.Address.ToBytes()),
        RlpWriter.Number(transaction.Proposer.Index),
        RlpWriter.Number(transaction.SequenceNumber),
        RlpWriter.String(transaction.Payer.Address.ToBytes()),
        RlpWriter.List(RlpWriter.String(transaction.Account.ToBytes())));

    private static byte[] Signatures(FlowTransaction transaction, IEnumerable<FlowSignature> signatures) =>
        RlpWriter.List(Sort(transaction, signatures).Select(signature => RlpWriter.List(
            RlpWriter.Number(SignerIndex(transaction, signature)), RlpWriter.Number(signature.Key.Index), RlpWriter.String(signature.Value))));

    // Signers are counted without repetitions.
    private static int SignerIndex(FlowTransaction transaction, FlowSignature signature)
    {
        FlowAddress[] signers = [.. new[] { transaction.Proposer.Address, transaction.Payer.Address, transaction.Account }.Distinct()];
        return Array.IndexOf(signers, signature.Key.Address);
    }
}
