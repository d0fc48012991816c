using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Accounts;

/// <summary>Proves signatures on secp256k1 before they leave.</summary>
internal static class SignatureProof
{
    /// <summary>Proves that a signature verifies, and that whoever recovers its key gets the right one.</summary>
    /// <param name="secp256k1">The curve.</param>
    /// <param name="publicKey">The signer's public key, compressed.</param>
    /// <param name="digest">What was signed, 32 bytes.</param>
    /// <param name="signature">The signature.</param>
    /// <exception cref="RefusedException">It does not.</exception>
    public static void Require(ISecp256k1 secp256k1, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, EcdsaSignature signature)
    {
        if (!secp256k1.VerifyEcdsa(publicKey, digest, signature.Compact)
            || !secp256k1.TryRecover(digest, signature.Compact, signature.RecoveryId, compressed: true, out var recovered)
            || !recovered.AsSpan().SequenceEqual(publicKey))
        {
            throw new RefusedException("The signature that was made does not verify; nothing was sent.");
        }
    }
}
