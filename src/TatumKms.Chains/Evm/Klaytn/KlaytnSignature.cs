using System.Numerics;
using TatumKms.Chains.Rlp;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm.Klaytn;

/// <summary>Signatures as elements of Klaytn's lists of signatures: v, r, s.</summary>
internal static class KlaytnSignature
{
    /// <summary>What stands for a signature that is not there yet: 1, and nothing twice.</summary>
    public static byte[] Empty { get; } = RlpWriter.List(RlpWriter.Number(BigInteger.One), RlpWriter.String([]), RlpWriter.String([]));

    /// <summary>A signature with the chain id in v (EIP-155).</summary>
    public static byte[] ToRlp(EcdsaSignature signature, BigInteger chainId) => RlpWriter.List(
        RlpWriter.Number((2 * chainId) + 35 + signature.RecoveryId), RlpWriter.Number(signature.R), RlpWriter.Number(signature.S));
}
