using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Ada;

/// <summary>Signs the hash of the body with each key and puts the witnesses beside it.</summary>
internal static class AdaSigner
{
    /// <summary>Signs and serializes.</summary>
    /// <exception cref="RefusedException">A key is missing, or its signature does not verify.</exception>
    public static SignedTransaction Sign(PreparedAdaTransaction prepared, IReadOnlyList<SigningKey> keys)
    {
        var hash = prepared.Transaction.Hash;
        var witnesses = prepared.Signers.Select(signer => (signer, SignHash(signer, hash, keys))).ToArray();
        return new SignedTransaction(
            Convert.ToHexStringLower(hash), Convert.ToHexStringLower(prepared.Transaction.Sign(witnesses, prepared.Body.HasTaggedSets)));
    }

    private static byte[] SignHash(byte[] signer, byte[] hash, IReadOnlyList<SigningKey> keys)
    {
        var key = keys.FirstOrDefault(key => key.PublicKey.Span.SequenceEqual(signer))
            ?? throw new RefusedException("A key that has to sign is missing; nothing was sent.");
        var signature = AdaKeys.With(key.PrivateKey, privateKey => Ed25519Extended.Sign(privateKey, hash));
        return Ed25519.Verify(signer, hash, signature)
            ? signature
            : throw new RefusedException("The signature that was made does not verify; nothing was sent.");
    }
}
