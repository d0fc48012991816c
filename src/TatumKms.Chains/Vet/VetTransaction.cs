using System.Buffers.Binary;
using System.Numerics;
using TatumKms.Chains.Rlp;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Vet;

/// <summary>A VeChainThor transaction of the first form, with one clause (docs.vechain.org, transactions).</summary>
internal sealed record VetTransaction
{
    /// <summary>How many bytes a hash has.</summary>
    public const int HashLength = 32;

    /// <summary>The last byte of the genesis block's id.</summary>
    public required byte ChainTag { get; init; }

    /// <summary>The first 8 bytes of a recent block's id, of which 4 are its number.</summary>
    public required ulong BlockRef { get; init; }

    /// <summary>After how many blocks from the reference on it expires.</summary>
    public required uint Expiration { get; init; }

    /// <summary>The recipient, 20 bytes; nothing for the deployment of a contract.</summary>
    public required byte[]? To { get; init; }

    /// <summary>10^-18 VET that go to the recipient.</summary>
    public required BigInteger Value { get; init; }

    /// <summary>Call data or code.</summary>
    public required byte[] Data { get; init; }

    /// <summary>How much more than the base price the sender pays, 0 to 255: at 255 twice the base price.</summary>
    public required byte GasPriceCoef { get; init; }

    /// <summary>The most gas that it may use.</summary>
    public required ulong Gas { get; init; }

    /// <summary>The id of a transaction that must come first, 32 bytes, or nothing.</summary>
    public required byte[]? DependsOn { get; init; }

    /// <summary>A number that tells two transactions apart that are the same otherwise.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>The 32 bytes that are signed.</summary>
    public byte[] SigningDigest() => Blake2b.HashData(RlpWriter.List(Fields()), HashLength);

    /// <summary>The transaction with its signature: r, s and the recovery id, 65 bytes.</summary>
    public byte[] Serialize(EcdsaSignature signature) =>
        RlpWriter.List([.. Fields(), RlpWriter.String([.. signature.Compact, (byte)signature.RecoveryId])]);

    /// <summary>The transaction's id: the hash of what is signed and of who signs.</summary>
    /// <param name="origin">The signer's address, 20 bytes.</param>
    public byte[] Id(byte[] origin) => Blake2b.HashData([.. SigningDigest(), .. origin], HashLength);

    private List<byte[]> Fields()
    {
        Span<byte> blockRef = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(blockRef, BlockRef);
        return
        [
            RlpWriter.Number(ChainTag),
            RlpWriter.Number(blockRef),
            RlpWriter.Number(Expiration),
            RlpWriter.List(RlpWriter.List(RlpWriter.String(To ?? []), RlpWriter.Number(Value), RlpWriter.String(Data))),
            RlpWriter.Number(GasPriceCoef),
            RlpWriter.Number(Gas),
            RlpWriter.String(DependsOn ?? []),
            RlpWriter.Number(Nonce),
            RlpWriter.List(), // reserved features: none, so nobody else pays
        ];
    }
}
