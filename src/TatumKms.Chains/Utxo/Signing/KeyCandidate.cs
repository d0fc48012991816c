using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>A signer's public key and what it can own.</summary>
internal sealed class KeyCandidate(ISecp256k1 secp256k1, int position, byte[] publicKey)
{
    private readonly Lazy<byte[]> _hash = new(() => Hash160.HashData(publicKey));
    private readonly Lazy<byte[]> _nestedHash = new(() => Hash160.HashData(OutputScript.WitnessPubKeyHash(Hash160.HashData(publicKey))));
    private readonly Lazy<byte[]> _point = new(() => secp256k1.TryParsePublicKey(publicKey, compressed: false, out var point) ? point : publicKey);
    private readonly Lazy<byte[]> _taprootKey = new(() => TaprootKey.OutputKey(secp256k1, publicKey));

    /// <summary>The position among the signers' keys.</summary>
    public int Position { get; } = position;

    /// <summary>The public key in the form that its owner uses.</summary>
    public byte[] PublicKey { get; } = publicKey;

    /// <summary>The plan of an input that the key owns.</summary>
    public InputPlan.SingleKey Plan(SingleKeyForm form) => new(form, Position, PublicKey) { Point = _point };

    // Uncompressed keys cannot own segwit outputs (BIP-143, "Restrictions on public key type").
    private bool IsCompressed => PublicKey.Length == 33;

    /// <summary>The form in which the key alone owns an output of a kind and its payload, as they were classified; or nothing.</summary>
    public SingleKeyForm? Owns(ScriptKind kind, ReadOnlySpan<byte> payload, bool segwit) => kind switch
    {
        ScriptKind.PubKey when payload.SequenceEqual(PublicKey) => SingleKeyForm.PubKey,
        ScriptKind.PubKeyHash when payload.SequenceEqual(_hash.Value) => SingleKeyForm.PubKeyHash,
        _ when !segwit || !IsCompressed => null,
        ScriptKind.WitnessPubKeyHash when payload.SequenceEqual(_hash.Value) => SingleKeyForm.WitnessPubKeyHash,
        ScriptKind.ScriptHash when payload.SequenceEqual(_nestedHash.Value) => SingleKeyForm.NestedWitnessPubKeyHash,
        ScriptKind.Taproot when payload.SequenceEqual(_taprootKey.Value) => SingleKeyForm.Taproot,
        _ => null,
    };
}
