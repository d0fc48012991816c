using System.Numerics;
using TatumKms.Chains.Rlp;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Evm.Transactions;

/// <summary>An Ethereum transaction without its signature.</summary>
internal sealed record EvmTransaction : ISignable
{
    /// <summary>The form that it is written in.</summary>
    public required EvmTransactionType Type { get; init; }

    /// <summary>The chain that it is for (EIP-155); nothing for the oldest form, which every chain would take.</summary>
    public required BigInteger? ChainId { get; init; }

    /// <summary>How many transactions the sender has made before.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>Wei for a unit of gas; 0 where the form has two prices.</summary>
    public BigInteger GasPrice { get; init; }

    /// <summary>The most wei for a unit of gas that goes to the block's maker (EIP-1559).</summary>
    public BigInteger MaxPriorityFeePerGas { get; init; }

    /// <summary>The most wei for a unit of gas in all (EIP-1559).</summary>
    public BigInteger MaxFeePerGas { get; init; }

    /// <summary>The most gas that it may use.</summary>
    public required BigInteger Gas { get; init; }

    /// <summary>The recipient, 20 bytes; nothing for the deployment of a contract.</summary>
    public required byte[]? To { get; init; }

    /// <summary>Wei that go to the recipient.</summary>
    public required BigInteger Value { get; init; }

    /// <summary>Call data, or the code that deploys a contract.</summary>
    public required byte[] Data { get; init; }

    /// <summary>What it says beforehand that it will touch (EIP-2930).</summary>
    public IReadOnlyList<AccessedAccount> AccessList { get; init; } = [];

    /// <summary>Celo: the token that pays for gas, 20 bytes; nothing for CELO itself.</summary>
    public byte[]? FeeCurrency { get; init; }

    /// <summary>Celo: who gets the gateway's fee, 20 bytes.</summary>
    public byte[]? GatewayFeeRecipient { get; init; }

    /// <summary>Celo: the gateway's fee in wei.</summary>
    public BigInteger GatewayFee { get; init; }

    /// <summary>Whether the broadcast wants it in Klaytn's envelope for Ethereum's typed transactions (0x78).</summary>
    public bool InKlaytnEnvelope { get; init; }

    /// <summary>The most that a unit of gas may cost, in wei.</summary>
    public BigInteger HighestPrice => IsDynamic ? MaxFeePerGas : GasPrice;

    private bool IsTyped => Type is not (EvmTransactionType.Legacy or EvmTransactionType.CeloLegacy);

    private bool IsDynamic => Type is EvmTransactionType.DynamicFee or EvmTransactionType.CeloDynamicFee;

    /// <inheritdoc />
    public byte[] SigningDigest() => Keccak256.HashData(SigningBytes());

    /// <summary>What is hashed for the signature.</summary>
    public byte[] SigningBytes()
    {
        var fields = Fields();
        if (IsTyped)
        {
            return [TypeByte, .. RlpWriter.List(fields)];
        }

        return RlpWriter.List(ChainId is { } chainId ? [.. fields, RlpWriter.Number(chainId), RlpWriter.String([]), RlpWriter.String([])] : fields);
    }

    /// <inheritdoc />
    public byte[] Serialize(EcdsaSignature signature)
    {
        byte[][] fields = [.. Fields(), RlpWriter.Number(V(signature)), RlpWriter.Number(signature.R), RlpWriter.Number(signature.S)];
        return IsTyped ? [.. Envelope, TypeByte, .. RlpWriter.List(fields)] : RlpWriter.List(fields);
    }

    /// <inheritdoc />
    public byte[] Hash(ReadOnlySpan<byte> serialized) => Keccak256.HashData(serialized[Envelope.Length..]);

    private byte TypeByte => (byte)Type;

    private byte[] Envelope => InKlaytnEnvelope && IsTyped ? [EvmTransactionTypes.KlaytnEnvelope] : [];

    private static byte[] Address(byte[]? address) => RlpWriter.String(address ?? []);

    private BigInteger V(EcdsaSignature signature) => IsTyped
        ? signature.RecoveryId
        : signature.RecoveryId + (ChainId is { } chainId ? (2 * chainId) + 35 : 27);

    private List<byte[]> Fields()
    {
        var fields = new List<byte[]>();
        if (IsTyped)
        {
            fields.Add(RlpWriter.Number(ChainId ?? throw new InvalidOperationException("A typed transaction has a chain id.")));
        }

        fields.Add(RlpWriter.Number(Nonce));
        fields.AddRange(IsDynamic ? [RlpWriter.Number(MaxPriorityFeePerGas), RlpWriter.Number(MaxFeePerGas)] : [RlpWriter.Number(GasPrice)]);
        fields.Add(RlpWriter.Number(Gas));
        if (Type == EvmTransactionType.CeloLegacy)
        {
            fields.AddRange([Address(FeeCurrency), Address(GatewayFeeRecipient), RlpWriter.Number(GatewayFee)]);
        }

        fields.AddRange([Address(To), RlpWriter.Number(Value), RlpWriter.String(Data)]);
        if (IsTyped)
        {
            fields.Add(RlpWriter.List(AccessList.Select(account => account.ToRlp())));
        }

        if (Type == EvmTransactionType.CeloDynamicFee)
        {
            fields.Add(Address(FeeCurrency));
        }

        return fields;
    }
}

/// <summary>An entry of an access list (EIP-2930).</summary>
/// <param name="Address">20 bytes.</param>
/// <param name="StorageKeys">32 bytes each.</param>
internal sealed record AccessedAccount(byte[] Address, IReadOnlyList<byte[]> StorageKeys)
{
    /// <summary>The entry in RLP.</summary>
    public byte[] ToRlp() => RlpWriter.List(RlpWriter.String(Address), RlpWriter.List(StorageKeys.Select(key => RlpWriter.String(key))));
}
