using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>Checks signatures that came with the transaction, so that nothing half signed leaves the house.</summary>
internal sealed class ForeignSignatureVerifier(ISecp256k1 secp256k1)
{
    /// <summary>Whether the signature script of a P2PKH or P2PK input is valid.</summary>
    public bool IsSigned(UtxoInput input, int index, SignatureHasher hasher)
    {
        if (!ScriptPush.TryReadAll(input.ScriptSig, out var items))
        {
            return false;
        }

        var script = input.Spent!.Script;
        var (kind, payload) = OutputScript.Classify(script);
        return (kind, items) switch
        {
            (ScriptKind.PubKeyHash, [{ Length: > 0 } signature, var key]) =>
                payload.AsSpan().SequenceEqual(Hash160.HashData(key)) && IsValid(key, signature, hasher.Legacy(index, script, signature[^1])),
            (ScriptKind.PubKey, [{ Length: > 0 } signature]) => IsValid(payload, signature, hasher.Legacy(index, script, signature[^1])),
            _ => false,
        };
    }

    /// <summary>Whether a DER signature with its hash type behind it is valid.</summary>
    public bool IsValid(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> digest) =>
        EcdsaDer.TryDecode(signature[..^1], out var compact) && secp256k1.VerifyEcdsa(publicKey, digest, compact);
}
