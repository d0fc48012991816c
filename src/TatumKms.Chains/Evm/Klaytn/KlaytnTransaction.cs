using System.Numerics;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Chains.Rlp;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Evm.Klaytn;

/// <summary>A transaction of one of Klaytn's own types (docs.kaia.io, transactions), from the sender's side.</summary>
internal sealed record KlaytnTransaction : ISignable
{
    /// <summary>The type.</summary>
    public required KlaytnType Type { get; init; }

    /// <summary>The chain id.</summary>
    public required BigInteger ChainId { get; init; }

    /// <summary>How many transactions the sender has made before.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>Peb (10^-18 KLAY) for a unit of gas.</summary>
    public required BigInteger GasPrice { get; init; }

    /// <summary>The most gas that it may use.</summary>
    public required BigInteger Gas { get; init; }

    /// <summary>The recipient, 20 bytes; nothing for a deployment.</summary>
    public byte[]? To { get; init; }

    /// <summary>Peb that go to the recipient.</summary>
    public BigInteger Value { get; init; }

    /// <summary>The sender, 20 bytes.</summary>
    public required byte[] From { get; init; }

    /// <summary>Memo, call data or code.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>The part of the fee that the fee payer bears, in percent, 1 to 99.</summary>
    public byte FeeRatio { get; init; }

    /// <summary>The type and the fields that sender and fee payer sign.</summary>
    public byte[] CoreBytes() => RlpWriter.List([RlpWriter.String([(byte)Type]), .. Fields()]);

    /// <inheritdoc />
    public byte[] SigningDigest() => Keccak256.HashData(
        RlpWriter.List(RlpWriter.String(CoreBytes()), RlpWriter.Number(ChainId), RlpWriter.String([]), RlpWriter.String([])));

    /// <inheritdoc />
    public byte[] Serialize(EcdsaSignature signature)
    {
        var fields = Fields();
        fields.Add(RlpWriter.List(KlaytnSignature.ToRlp(signature, ChainId)));
        if (Type.IsFeeDelegated())
        {
            // The fee payer signs later: until then these stand for nobody.
            fields.Add(RlpWriter.String(new byte[EvmAddress.Length]));
            fields.Add(RlpWriter.List(KlaytnSignature.Empty));
        }

        return [(byte)Type, .. RlpWriter.List(fields)];
    }

    /// <inheritdoc />
    public byte[] Hash(ReadOnlySpan<byte> serialized) => Keccak256.HashData(serialized);

    /// <summary>The fields before the signatures.</summary>
    public List<byte[]> Fields()
    {
        List<byte[]> fields = [RlpWriter.Number(Nonce), RlpWriter.Number(GasPrice), RlpWriter.Number(Gas)];
        if (!Type.IsCancel())
        {
            fields.AddRange([RlpWriter.String(To ?? []), RlpWriter.Number(Value)]);
        }

        fields.Add(RlpWriter.String(From));
        if (Type.HasData())
        {
            fields.Add(RlpWriter.String(Data));
        }

        if (Type.IsDeployment())
        {
            fields.Add(RlpWriter.Number(BigInteger.Zero)); // not human-readable: the only value that the network takes
        }

        if (Type.HasFeeRatio())
        {
            fields.Add(RlpWriter.Number(FeeRatio));
        }

        if (Type.IsDeployment())
        {
            fields.Add(RlpWriter.Number(BigInteger.Zero)); // the EVM's code format
        }

        return fields;
    }
}
