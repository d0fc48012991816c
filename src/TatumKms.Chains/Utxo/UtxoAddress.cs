using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo;

/// <summary>Addresses of one network.</summary>
internal static class UtxoAddress
{
    /// <summary>The address at which the network's wallets receive for a compressed or uncompressed public key.</summary>
    /// <remarks>Uncompressed keys cannot own segwit outputs (BIP-143), so theirs is a P2PKH address on every coin.</remarks>
    public static string OfPublicKey(UtxoNetwork network, ReadOnlySpan<byte> publicKey)
    {
        var hash = Hash160.HashData(publicKey);
        return network.AddressKind == UtxoAddressKind.WitnessPubKeyHash && publicKey.Length == 33
            ? SegwitAddress.Encode(network.SegwitPrefix!, 0, hash)
            : OfHash(network, ScriptKind.PubKeyHash, hash);
    }

    /// <summary>The address of an output script, or words for a script that has none.</summary>
    public static string OfScript(UtxoNetwork network, ReadOnlySpan<byte> script)
    {
        var (kind, payload) = OutputScript.Classify(script);
        return kind switch
        {
            ScriptKind.PubKeyHash or ScriptKind.ScriptHash => OfHash(network, kind, payload),
            ScriptKind.WitnessPubKeyHash or ScriptKind.WitnessScriptHash when network.SegwitPrefix is { } prefix => SegwitAddress.Encode(prefix, 0, payload),
            ScriptKind.Taproot when network.SegwitPrefix is { } prefix => SegwitAddress.Encode(prefix, 1, payload),
            ScriptKind.PubKey => $"public key {Convert.ToHexStringLower(payload)}",
            ScriptKind.Data => $"data {Convert.ToHexStringLower(payload)}",
            _ => $"script {Convert.ToHexStringLower(script)}",
        };
    }

    private static string OfHash(UtxoNetwork network, ScriptKind kind, ReadOnlySpan<byte> hash)
    {
        var isScript = kind == ScriptKind.ScriptHash;
        return network.CashPrefix is { } prefix
            ? CashAddress.Encode(prefix, isScript ? 1 : 0, hash)
            : Base58Check.Encode([isScript ? network.ScriptHashVersion : network.PubKeyHashVersion, .. hash]);
    }
}
