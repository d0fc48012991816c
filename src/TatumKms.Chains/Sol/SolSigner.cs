using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Sol;

/// <summary>Signs messages with Ed25519, each signer in his place.</summary>
internal static class SolSigner
{
    /// <summary>Signs. The transaction's id is its first signature in Base58, the payload the transaction in Base64.</summary>
    /// <exception cref="RefusedException">A key is missing, or a signature does not verify.</exception>
    public static SignedTransaction Sign(PreparedSolTransaction prepared, IReadOnlyList<SigningKey> keys)
    {
        if (!prepared.IsFresh)
        {
            throw new InvalidOperationException("A transaction of Solana must be freshened before it is signed.");
        }

        var message = SolWire.Write(prepared.Message);
        byte[][] signatures = [.. prepared.Message.Signers.Select(signer => SignAs(signer, message, prepared.Pending.SerializedTransaction, keys))];
        return new SignedTransaction(Base58.Encode(signatures[0]), Convert.ToBase64String(SolWire.WriteTransaction(signatures, message)));
    }

    private static byte[] SignAs(SolAddress signer, byte[] message, string serialized, IReadOnlyList<SigningKey> keys)
    {
        byte[] SignWith(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey) =>
            signer.Bytes.SequenceEqual(publicKey) ? Ed25519.Sign(seed, message) : [];

        var own = keys.FirstOrDefault(key => signer.Bytes.SequenceEqual(key.PublicKey.Span));
        var signature = own is not null ? SolKeys.With(own.PrivateKey.Span, SignWith) : SolRequest.WithExtraKey(serialized, SignWith);
        return Ed25519.Verify(signer.Bytes, message, signature)
            ? signature!
            : throw new RefusedException($"The signature that was made for {signer} does not verify; nothing was sent.");
    }
}
