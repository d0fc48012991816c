using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>A signer's public key and what it can own.</summary>
internal sealed class KeyCandidate(ISecp256k1 secp256k1, int position, byte[] publicKey)
{
    private readonly Lazy<byte[]> _hash = new(() => Hash160.HashData(publicKey));
    private readonly Lazy<byte[]> _taprootKey = new(() => TaprootKey.OutputKey(secp256k1, publicKey));

    /// <summary>The position among the signers' keys.</summary>
    public int Position { get; } = position;

    /// <summary>The public key in the form that its owner uses.</summary>
    public byte[] PublicKey { get; } = publicKey;

    // Uncompressed keys cannot own segwit outputs (BIP-143, "Restrictions on public key type").
    private bool IsCompressed => PublicKey.Length == 33;

    /// <summary>The form in which the key alone owns an output script, or nothing.</summary>
    public SingleKeyForm? Owns(ReadOnlySpan<byte> script, bool segwit)
    {
        var (kind, payload) = OutputScript.Classify(script);
        return kind switch
        {
            ScriptKind.PubKey when payload.AsSpan().SequenceEqual(PublicKey) => SingleKeyForm.PubKey,
            ScriptKind.PubKeyHash when payload.AsSpan().SequenceEqual(_hash.Value) => SingleKeyForm.PubKeyHash,
            _ when !segwit || !IsCompressed => null,
            ScriptKind.WitnessPubKeyHash when payload.AsSpan().SequenceEqual(_hash.Value) => SingleKeyForm.WitnessPubKeyHash,
            ScriptKind.ScriptHash when payload.AsSpan().SequenceEqual(Hash160.HashData(OutputScript.WitnessPubKeyHash(_hash.Value))) => SingleKeyForm.NestedWitnessPubKeyHash,
            ScriptKind.Taproot when payload.AsSpan().SequenceEqual(_taprootKey.Value) => SingleKeyForm.Taproot,
            _ => null,
        };
    }
}
