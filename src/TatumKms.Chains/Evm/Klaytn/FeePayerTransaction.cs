using System.Numerics;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Chains.Rlp;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Evm.Klaytn;

/// <summary>A fee-delegated transaction that its sender has signed, from the side of the fee payer.</summary>
internal sealed class FeePayerTransaction : ISignable
{
    private readonly IReadOnlyList<byte[]> _fields;
    private readonly byte[] _senderSignatures;
    private readonly byte[] _feePayer;

    private FeePayerTransaction(KlaytnTransaction sent, IReadOnlyList<byte[]> fields, byte[] senderSignatures, byte[] feePayer)
    {
        Sent = sent;
        _fields = fields;
        _senderSignatures = senderSignatures;
        _feePayer = feePayer;
    }

    /// <summary>What the sender has signed.</summary>
    public KlaytnTransaction Sent { get; }

    /// <summary>Reads what a sender has signed, and proves its signature.</summary>
    /// <param name="bytes">Type and fields.</param>
    /// <param name="chainId">The chain id that the signature must be for.</param>
    /// <param name="feePayer">The fee payer's address, 20 bytes.</param>
    /// <param name="secp256k1">The curve.</param>
    /// <exception cref="RefusedException">It is malformed, not fee-delegated, of another chain, or not signed by its sender.</exception>
    public static FeePayerTransaction Read(byte[] bytes, BigInteger chainId, byte[] feePayer, ISecp256k1 secp256k1)
    {
        try
        {
            var type = (KlaytnType)(bytes.Length == 0 ? 0 : bytes[0]);
            if (!Enum.IsDefined(type) || !type.IsFeeDelegated())
            {
                throw new FormatException("it is of no fee-delegated type that is known here");
            }

            var items = RlpItem.Parse(bytes.AsMemory(1)).Items;
            var sent = ReadSent(type, chainId, items);
            var fields = sent.Fields();
            if (items.Count != fields.Count + 3)
            {
                throw new FormatException("it has the wrong number of fields");
            }

            RequireUnsigned(items[^2], items[^1], feePayer);
            var signatures = items[^3];
            RequireSignature(sent, signatures, secp256k1);
            return new FeePayerTransaction(sent, fields, Rewrite(signatures), feePayer);
        }
        catch (FormatException problem)
        {
            throw new RefusedException($"The sender's transaction cannot be signed for its fee: {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    /// <inheritdoc />
    public byte[] SigningDigest() => Keccak256.HashData(RlpWriter.List(
        RlpWriter.String(Sent.CoreBytes()), RlpWriter.String(_feePayer), RlpWriter.Number(Sent.ChainId), RlpWriter.String([]), RlpWriter.String([])));

    /// <inheritdoc />
    public byte[] Serialize(EcdsaSignature signature) =>
    [
        (byte)Sent.Type,
        .. RlpWriter.List([.. _fields, _senderSignatures, RlpWriter.String(_feePayer), RlpWriter.List(KlaytnSignature.ToRlp(signature, Sent.ChainId))]),
    ];

    /// <inheritdoc />
    public byte[] Hash(ReadOnlySpan<byte> serialized) => Keccak256.HashData(serialized);

    private static KlaytnTransaction ReadSent(KlaytnType type, BigInteger chainId, IReadOnlyList<RlpItem> items)
    {
        var count = 6 + (type.HasData() ? 1 : 0) + (type.HasFeeRatio() ? 1 : 0);
        if (items.Count != count + 3)
        {
            throw new FormatException("it has the wrong number of fields");
        }

        var ratio = type.HasFeeRatio() ? items[count - 1].ToNumber() : BigInteger.One;
        var nonce = items[0].ToNumber();
        return new KlaytnTransaction
        {
            Type = type,
            ChainId = chainId,
            Nonce = nonce <= ulong.MaxValue ? (ulong)nonce : throw new FormatException("its nonce is out of range"),
            GasPrice = items[1].ToNumber(),
            Gas = items[2].ToNumber(),
            To = ReadAddress(items[3]),
            Value = items[4].ToNumber(),
            From = ReadAddress(items[5]),
            Data = type.HasData() ? items[6].Bytes.ToArray() : [],
            FeeRatio = ratio >= 1 && ratio <= 99 ? (byte)ratio : throw new FormatException("its fee ratio is not 1 to 99"),
        };
    }

    private static byte[] ReadAddress(RlpItem item) =>
        item.Bytes.Length == EvmAddress.Length ? item.Bytes.ToArray() : throw new FormatException("an address has not 20 bytes");

    private static void RequireUnsigned(RlpItem payer, RlpItem signatures, byte[] feePayer)
    {
        var isNobody = payer.Bytes.Length == 0 || payer.Bytes.Span.SequenceEqual(new byte[EvmAddress.Length]);
        if (!isNobody && !payer.Bytes.Span.SequenceEqual(feePayer))
        {
            throw new FormatException("it names another fee payer");
        }

        if (signatures.Items.Any(signature => signature.Items.Count != 3 || !signature.Items[1].Bytes.IsEmpty || !signature.Items[2].Bytes.IsEmpty))
        {
            throw new FormatException("a fee payer has signed it already");
        }
    }

    private static void RequireSignature(KlaytnTransaction sent, RlpItem signatures, ISecp256k1 secp256k1)
    {
        if (signatures.Items.Count != 1 || signatures.Items[0].Items.Count != 3)
        {
            throw new FormatException("it must bear one signature of its sender");
        }

        var parts = signatures.Items[0].Items;
        var recoveryId = parts[0].ToNumber() - (2 * sent.ChainId) - 35;
        if (recoveryId != 0 && recoveryId != 1)
        {
            throw new FormatException("its sender signed it for another chain");
        }

        var compact = new byte[64];
        if (parts[1].Bytes.Length > 32 || parts[2].Bytes.Length > 32)
        {
            throw new FormatException("its sender's signature is malformed");
        }

        parts[1].Bytes.CopyTo(compact.AsMemory(32 - parts[1].Bytes.Length));
        parts[2].Bytes.CopyTo(compact.AsMemory(64 - parts[2].Bytes.Length));

        // An account of Klaytn may have keys that do not follow from its address; those cannot be proven without the chain.
        if (!secp256k1.TryRecover(sent.SigningDigest(), compact, (int)recoveryId, compressed: true, out var publicKey)
            || !EvmAddress.OfPublicKey(secp256k1, publicKey).AsSpan().SequenceEqual(sent.From))
        {
            throw new FormatException("its signature is not its sender's");
        }
    }

    private static byte[] Rewrite(RlpItem signatures) => RlpWriter.List(
        signatures.Items.Select(signature => RlpWriter.List(signature.Items.Select(part => RlpWriter.String(part.Bytes.Span)))));
}
