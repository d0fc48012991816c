using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Soroban;
using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm.Envelopes;

/// <summary>Reads a pending transaction: the Base64 text of a TransactionEnvelope of any of its three kinds.</summary>
internal static class EnvelopeReader
{
    private const uint TypeV0 = 0, TypeV1 = 2, TypeFeeBump = 5;
    private const int MaxOperations = 100;

    // The type before the hashed bytes; V0 is hashed as V1, whose source is a key with its type, 0.
    private static readonly byte[] SignedV0 = [0, 0, 0, 2, 0, 0, 0, 0];
    private static readonly byte[] SignedV1 = [0, 0, 0, 2];
    private static readonly byte[] SignedFeeBump = [0, 0, 0, 5];

    /// <summary>Reads an envelope.</summary>
    /// <exception cref="RefusedException">The text is not one envelope in the one form that Base64 and XDR give it.</exception>
    public static Envelope Read(string base64)
    {
        var bytes = Decode(base64);
        var reader = new XdrReader(bytes);
        var type = reader.UInt32();
        var start = reader.Position;
        var (transaction, feeBump, prefix) = type switch
        {
            TypeV0 => (TransactionV0(reader), null, SignedV0),
            TypeV1 => (TransactionV1(reader), null, SignedV1),
            TypeFeeBump => FeeBumpTransaction(reader),
            _ => throw XdrReader.Malformed($"an envelope of the unknown type {type}"),
        };
        byte[] signed = [.. prefix, .. reader.Since(start).Span];
        var signaturesStart = reader.Position;
        var signatures = Signatures(reader);
        reader.End();
        return new Envelope(bytes, signed, signaturesStart, transaction, feeBump, signatures);
    }

    private static byte[] Decode(string base64)
    {
        // .NET passes over white space and unused bits that are set; there is one text for each envelope.
        var bytes = new byte[base64.Length / 4 * 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == base64
            ? bytes[..length]
            : throw XdrReader.Malformed("it is not Base64");
    }

    private static StellarTransaction TransactionV0(XdrReader reader)
    {
        var transaction = Transaction(reader, Values.RawKey(reader), Preconditions.ReadTime);
        reader.NoExtension("the transaction");
        return Check(transaction);
    }

    private static StellarTransaction TransactionV1(XdrReader reader)
    {
        var transaction = Transaction(reader, Values.MuxedAccount(reader), Preconditions.Read);
        return Check(transaction with { Resources = reader.Optional(SorobanReader.Resources) });
    }

    private static (StellarTransaction Transaction, FeeBump FeeBump, byte[] Prefix) FeeBumpTransaction(XdrReader reader)
    {
        var (source, fee) = (Values.MuxedAccount(reader), Values.Positive(reader));
        if (reader.UInt32() != TypeV1)
        {
            throw XdrReader.Malformed("a fee bump of an envelope of an unknown type");
        }

        var inner = TransactionV1(reader);
        var signatures = Signatures(reader);
        reader.NoExtension("the fee bump");
        return (inner, new FeeBump(source, fee, signatures.Length), SignedFeeBump);
    }

    /// <summary>What the kinds have in common, without the extension at the end.</summary>
    private static StellarTransaction Transaction(XdrReader reader, StellarAccount source, Func<XdrReader, string[]> conditions) => new(
        source,
        reader.UInt32(),
        Values.NotNegative(reader),
        conditions(reader),
        Memo(reader),
        reader.List(MaxOperations, OperationReader.Read),
        null);

    /// <summary>The rules of the network on which operations go together.</summary>
    private static StellarTransaction Check(StellarTransaction transaction)
    {
        if (transaction.Operations.Length == 0)
        {
            throw XdrReader.Malformed("it has no operation");
        }

        var hasContract = transaction.Operations.Any(operation => operation is Operation.Contract);
        return hasContract == (transaction.Resources is not null) && (!hasContract || transaction.Operations.Length == 1)
            ? transaction
            : throw XdrReader.Malformed("an operation on smart contracts must be the only one and come with its resources, and others without");
    }

    private static string? Memo(XdrReader reader) => reader.UInt32() switch
    {
        0 => null,
        1 => $"text {Words.Quote(reader.Opaque(28))}",
        2 => $"number {reader.UInt64()}",
        3 => $"hash {Words.Hex(reader.Fixed(32))}",
        4 => $"return of {Words.Hex(reader.Fixed(32))}",
        _ => throw XdrReader.Malformed("a memo of an unknown type"),
    };

    private static DecoratedSignature[] Signatures(XdrReader reader) => reader.List(Envelope.MaxSignatures, Values.Signature);
}
