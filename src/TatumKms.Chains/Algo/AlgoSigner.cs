using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Algo;

/// <summary>Signs <c>TX</c> and the transaction's MessagePack with Ed25519, and wraps it with the signature: <c>{sgnr?, sig, txn}</c>.</summary>
internal static class AlgoSigner
{
    /// <summary>Signs and serializes.</summary>
    /// <exception cref="RefusedException">The key is another, or its signature does not verify.</exception>
    public static SignedTransaction Sign(PreparedAlgoTransaction prepared, SigningKey key)
    {
        byte[] message = [.. "TX"u8, .. prepared.Encoded];
        var signature = AlgoKeys.With(key.PrivateKey, seed => Ed25519.Sign(seed, message));
        if (!Ed25519.Verify(prepared.Signer, message, signature))
        {
            throw new RefusedException("The signature that was made does not verify; nothing was sent.");
        }

        return new SignedTransaction(Base32.Encode(Sha512T256.HashData(message)), Convert.ToHexStringLower(Wrap(prepared, signature)));
    }

    private static byte[] Wrap(PreparedAlgoTransaction prepared, byte[] signature)
    {
        var transaction = PackedReader.Read(prepared.Encoded);
        var isSender = transaction.BytesOf("snd").AsSpan().SequenceEqual(prepared.Signer);
        return PackedWriter.Write(new Packed.Map()
            .Set("sgnr", new Packed.Bytes(isSender ? [] : prepared.Signer))
            .Set("sig", new Packed.Bytes(signature))
            .Set("txn", transaction));
    }
}
