using TatumKms.Core;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Bnb;

/// <summary>Addresses of the Beacon chain: Bech32 of RIPEMD-160(SHA-256(compressed public key)), <c>bnb1…</c> or <c>tbnb1…</c>.</summary>
internal static class BnbAddress
{
    /// <summary>How many bytes an address has.</summary>
    public const int Length = 20;

    /// <summary>The address of a compressed public key.</summary>
    public static string OfPublicKey(Network network, ReadOnlySpan<byte> publicKey) => Format(network, Hash160.HashData(publicKey));

    /// <summary>Writes the 20 bytes of an address.</summary>
    public static string Format(Network network, ReadOnlySpan<byte> address) =>
        Bech32.Encode(Prefix(network), FiveBitGroups.FromBytes(address), Bech32Variant.Bech32);

    private static string Prefix(Network network) => network == Network.Mainnet ? "bnb" : "tbnb";
}
