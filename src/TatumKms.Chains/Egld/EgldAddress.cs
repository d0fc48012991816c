using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Egld;

/// <summary>Addresses: 32 bytes in Bech32 with the prefix <c>erd</c>, on every network. Those of contracts begin with eight zero bytes.</summary>
internal static class EgldAddress
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 32;

    private const string Prefix = "erd";
    private const int ContractZeros = 8;

    /// <summary>Writes an address of 32 bytes: a public key, or a contract's.</summary>
    public static string Format(ReadOnlySpan<byte> address) => Bech32.Encode(Prefix, FiveBitGroups.FromBytes(address), Bech32Variant.Bech32);

    /// <summary>Reads an address in its one spelling, lower case.</summary>
    /// <returns>The 32 bytes, or nothing.</returns>
    public static byte[]? TryParse(string text) =>
        Bech32.TryDecode(text, out var prefix, out var groups, out var variant)
        && prefix == Prefix
        && variant == Bech32Variant.Bech32
        && FiveBitGroups.TryToBytes(groups, out var address)
        && address.Length == Length
        && Format(address) == text
            ? address
            : null;

    /// <summary>Whether an address is a contract's.</summary>
    public static bool IsContract(ReadOnlySpan<byte> address) => !address[..ContractZeros].ContainsAnyExcept((byte)0);

    /// <summary>Whether it is the address to which contracts are deployed: nothing but zeros.</summary>
    public static bool IsDeployment(ReadOnlySpan<byte> address) => !address.ContainsAnyExcept((byte)0);
}
