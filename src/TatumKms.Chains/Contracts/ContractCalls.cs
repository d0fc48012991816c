namespace TatumKms.Chains.Contracts;

/// <summary>Tells what call data of Solidity contracts asks for (ERC-20, ERC-721, ERC-1155, also as TRC-20, VIP-180 and the like).</summary>
internal static class ContractCalls
{
    /// <summary>Writes the 20 bytes of an address as the chain does.</summary>
    public delegate string FormatAddress(ReadOnlySpan<byte> address20);

    /// <summary>Describes call data; never throws.</summary>
    /// <param name="contract">The called contract's address as the chain writes it.</param>
    /// <param name="data">The call data: four bytes of selector, then the arguments (Solidity ABI). Not empty.</param>
    /// <param name="formatAddress">How the chain writes addresses.</param>
    public static ContractCall Describe(string contract, ReadOnlySpan<byte> data, FormatAddress formatAddress) =>
        new(data.Length < 4 ? "0x" : $"0x{Convert.ToHexStringLower(data[..4])}", IsKnown: false, [], []);
}
