using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm.Transactions;

/// <summary>A transaction of the family that wants one signature on secp256k1.</summary>
internal interface ISignable
{
    /// <summary>The 32 bytes that are signed.</summary>
    byte[] SigningDigest();

    /// <summary>The transaction with its signature as nodes take it.</summary>
    byte[] Serialize(EcdsaSignature signature);

    /// <summary>The transaction's id on the chain, 32 bytes, from what <see cref="Serialize"/> made.</summary>
    byte[] Hash(ReadOnlySpan<byte> serialized);
}
