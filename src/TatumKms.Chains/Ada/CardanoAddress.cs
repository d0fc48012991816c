using TatumKms.Core;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Ada;

/// <summary>
/// Addresses (CIP-19): a header byte with kind and network, then hashes of 28 bytes, in Bech32; those of the Byron era in Base58.
/// </summary>
internal static class CardanoAddress
{
    private const int HashLength = 28;
    private const int HeaderLength = 1;
    private const int EnterpriseKind = 6;
    private const int MaxLength = 200;

    /// <summary>The enterprise address of a public key, as bytes: the key can spend, nobody can stake.</summary>
    public static byte[] Enterprise(ReadOnlySpan<byte> publicKey, Network network) =>
        [(byte)((EnterpriseKind << 4) | NetworkId(network)), .. Blake2b.HashData(publicKey, HashLength)];

    /// <summary>The text of an address that is not of the Byron era.</summary>
    public static string Format(ReadOnlySpan<byte> address, Network network) =>
        Bech32.Encode(Prefix(network), FiveBitGroups.FromBytes(address), Bech32Variant.Bech32, MaxLength);

    /// <summary>Reads an address that can own coins on a network.</summary>
    public static bool TryParse(string text, Network network, out byte[] address)
    {
        if (!Bech32.TryDecode(text, out var prefix, out var groups, out var variant, MaxLength))
        {
            return ByronAddress.TryParse(text, network, out address);
        }

        return FiveBitGroups.TryToBytes(groups, out address)
            && variant == Bech32Variant.Bech32
            && prefix == Prefix(network)
            && address.Length > 0
            && (address[0] & 0x0F) == NetworkId(network)
            && address.Length == LengthOf(address[0] >> 4);
    }

    /// <summary>The length of an address of a kind; 0 for kinds that own no coins, and for pointers, which nobody can pay to any more.</summary>
    private static int LengthOf(int kind) => kind switch
    {
        >= 0 and <= 3 => HeaderLength + (2 * HashLength),
        6 or 7 => HeaderLength + HashLength,
        _ => 0,
    };

    private static int NetworkId(Network network) => network == Network.Mainnet ? 1 : 0;

    private static string Prefix(Network network) => network == Network.Mainnet ? "addr" : "addr_test";
}
