using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Accounts;

/// <summary>Proves signatures on secp256k1 before they leave.</summary>
internal static class SignatureProof
{
    private const int CompressedLength = 33;

    /// <summary>Proves that a signature verifies, and that whoever recovers its key gets the right one.</summary>
    /// <remarks>
    /// One recovery proves both. It solves the equation of the verification for the key: r and s verify with the recovered key and
    /// no other has that nonce point (SEC 1, 4.1.6). So when it is the signer's, a verification would do the same work again.
    /// </remarks>
    /// <param name="secp256k1">The curve.</param>
    /// <param name="publicKey">The signer's public key in either form.</param>
    /// <param name="digest">What was signed, 32 bytes.</param>
    /// <param name="signature">The signature.</param>
    /// <exception cref="RefusedException">It does not.</exception>
    public static void Require(ISecp256k1 secp256k1, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, EcdsaSignature signature)
    {
        var compressed = publicKey.Length == CompressedLength;
        if (!signature.HasLowS
            || !secp256k1.TryRecover(digest, signature.Compact, signature.RecoveryId, compressed, out var recovered)
            || !recovered.AsSpan().SequenceEqual(publicKey))
        {
            throw new RefusedException("The signature that was made does not verify; nothing was sent.");
        }
    }
}
