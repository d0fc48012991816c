using TatumKms.Chains.Xrp.Codec;
using TatumKms.Chains.Xrp.Keys;
using TatumKms.Chains.Xrp.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Xrp;

/// <summary>
/// Signs with one key. Ed25519 signs the prefix 53545800 and the signed fields themselves, secp256k1 the first half of their
/// SHA-512 (RFC 6979, low S, DER); the id is the first half of SHA-512 of 54584E00 and the signed transaction:
/// https://xrpl.org/docs/references/protocol/data-types/basic-data-types#hash-prefixes.
/// </summary>
internal sealed class XrpSigner(ISecp256k1 secp256k1, XrpKeys keys)
{
    private const int HashLength = 32;

    private static ReadOnlySpan<byte> SigningPrefix => "STX\0"u8;

    private static ReadOnlySpan<byte> IdPrefix => "TXN\0"u8;

    /// <summary>Signs, and proves what it has made: the signature by the public key, the bytes by decoding them.</summary>
    /// <exception cref="RefusedException">The key is not the transaction's, or a proof failed.</exception>
    public SignedTransaction Sign(PreparedXrpTransaction prepared, SigningKey key)
    {
        if (!key.PublicKey.Span.SequenceEqual(prepared.PublicKey.Span))
        {
            throw new RefusedException("The key is not the one that the transaction was prepared for.");
        }

        var transaction = prepared.Transaction;
        var signature = Signature(key, [.. SigningPrefix, .. XrplCodec.EncodeForSigning(transaction.Given)]);
        var signed = transaction.With(XrpTransaction.SignatureField, signature);
        var blob = XrplCodec.Encode(signed);
        if (!XrplCodec.Same(signed, XrplCodec.Decode(blob)))
        {
            throw new RefusedException("The signed bytes do not say what was to be signed; they were thrown away.");
        }

        return new SignedTransaction(Convert.ToHexString(Half([.. IdPrefix, .. blob])), Convert.ToHexString(blob));
    }

    private static byte[] Half(ReadOnlySpan<byte> data)
    {
        var half = new byte[HashLength];
        XrpKeys.Half(data, half);
        return half;
    }

    private byte[] Signature(SigningKey key, byte[] message)
    {
        byte[] signature;
        try
        {
            signature = keys.With(key.PrivateKey, (algorithm, privateKey) => algorithm == XrpAlgorithm.Ed25519
                ? Ed25519.Sign(privateKey, message)
                : EcdsaDer.Encode(secp256k1.SignEcdsa(privateKey, Half(message)).Compact));
        }
        catch (KmsException exception)
        {
            throw new RefusedException(exception.Message);
        }

        return Verifies(key.PublicKey.Span, message, signature)
            ? signature
            : throw new RefusedException("The signature does not verify with its public key; it was thrown away.");
    }

    private bool Verifies(ReadOnlySpan<byte> publicKey, byte[] message, byte[] signature) => publicKey[0] == XrpKeys.Ed25519Prefix
        ? Ed25519.Verify(publicKey[1..], message, signature)
        : EcdsaDer.TryDecode(signature, out var compact) && secp256k1.VerifyEcdsa(publicKey, Half(message), compact);
}
