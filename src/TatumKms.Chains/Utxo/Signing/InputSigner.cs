using System.Security.Cryptography;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>Signs what one key owns, and verifies each signature with the public key before anybody sees it.</summary>
internal sealed class InputSigner(ISecp256k1 secp256k1)
{
    private static readonly byte[] NoAuxiliaryData = new byte[32];
    private readonly BitcoinCashSchnorr _bitcoinCash = new(secp256k1);

    /// <summary>Signs an input that one key owns.</summary>
    public InputSignature Sign(UtxoInput input, int index, InputPlan.SingleKey plan, SignatureHasher hasher, ReadOnlySpan<byte> privateKey)
    {
        var spent = input.Spent!;
        return plan.Assemble(plan.Form switch
        {
            SingleKeyForm.PubKey or SingleKeyForm.PubKeyHash =>
                Ecdsa(privateKey, plan.Point.Value, hasher.Legacy(index, spent.Script, (byte)SigHashType.All), index),
            SingleKeyForm.BitcoinCashPubKeyHash => BitcoinCash(plan, hasher, index, spent, privateKey),
            SingleKeyForm.Taproot => Taproot(plan, OutputScript.Classify(spent.Script).Payload, hasher, index, privateKey),
            _ => Ecdsa(privateKey, plan.Point.Value, SegwitDigest(plan, hasher, index, spent), index),
        });
    }

    /// <summary>An ECDSA signature in DER with SIGHASH_ALL behind it.</summary>
    /// <exception cref="RefusedException">It does not verify: the signer or the machine is at fault.</exception>
    public byte[] Ecdsa(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, int index)
    {
        var signature = secp256k1.SignEcdsa(privateKey, digest);
        return secp256k1.VerifyEcdsa(publicKey, digest, signature.Compact)
            ? [.. EcdsaDer.Encode(signature.Compact), (byte)SigHashType.All]
            : throw DoesNotVerify(index);
    }

    private static byte[] SegwitDigest(InputPlan.SingleKey plan, SignatureHasher hasher, int index, UtxoOutput spent)
    {
        // The plan's key is the one whose hash is the witness program; within P2SH the program is hidden.
        var hash = plan.Form == SingleKeyForm.WitnessPubKeyHash ? OutputScript.Classify(spent.Script).Payload : Hash160.HashData(plan.PublicKey);
        return hasher.SegwitV0(index, OutputScript.PubKeyHash(hash), spent.Value, (byte)SigHashType.All);
    }

    private byte[] BitcoinCash(InputPlan.SingleKey plan, SignatureHasher hasher, int index, UtxoOutput spent, ReadOnlySpan<byte> privateKey)
    {
        const SigHashType Type = SigHashType.All | SigHashType.ForkId;
        var digest = hasher.SegwitV0(index, spent.Script, spent.Value, (uint)Type);
        var signature = _bitcoinCash.Sign(privateKey, digest);
        return _bitcoinCash.Verify(plan.PublicKey, digest, signature) ? [.. signature, (byte)Type] : throw DoesNotVerify(index);
    }

    private byte[] Taproot(InputPlan.SingleKey plan, byte[] outputKey, SignatureHasher hasher, int index, ReadOnlySpan<byte> privateKey)
    {
        var digest = hasher.TaprootKeyPath(index, (byte)SigHashType.Default);
        Span<byte> tweaked = stackalloc byte[32];
        try
        {
            privateKey.CopyTo(tweaked);
            TaprootKey.TweakPrivateKey(secp256k1, tweaked, plan.PublicKey);
            var signature = secp256k1.SignSchnorr(tweaked, digest, NoAuxiliaryData);
            return secp256k1.VerifySchnorr(outputKey, digest, signature) ? signature : throw DoesNotVerify(index);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(tweaked);
        }
    }

    private static RefusedException DoesNotVerify(int index) =>
        new($"The signature of input {index} does not verify with its public key; it was thrown away.");
}
