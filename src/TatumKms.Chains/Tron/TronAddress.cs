using TatumKms.Chains.Evm;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Tron;

/// <summary>TRON addresses: 0x41 and the 20 bytes that Ethereum derives from the same key.</summary>
internal static class TronAddress
{
    /// <summary>Bytes of an address.</summary>
    public const int Length = 21;

    private const byte Prefix = 0x41;

    /// <summary>The address of a public key in either form.</summary>
    public static byte[] OfPublicKey(ISecp256k1 secp256k1, ReadOnlySpan<byte> publicKey) => [Prefix, .. EvmAddress.OfPublicKey(secp256k1, publicKey)];

    /// <summary>The address as people write it: Base58Check, <c>T…</c>.</summary>
    /// <param name="address">20 bytes, as contracts hold them, or 21.</param>
    public static string Format(ReadOnlySpan<byte> address) => Base58Check.Encode(address.Length == Length ? address : [Prefix, .. address]);

    /// <summary>Reads an address in hexadecimal (<c>41…</c>, 42 digits) or in Base58Check.</summary>
    public static bool TryParse(string text, out byte[] address)
    {
        address = text.Length == 2 * Length && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text)
            : Base58Check.TryDecode(text, out var payload) ? payload
            : [];
        return address.Length == Length && address[0] == Prefix;
    }
}
