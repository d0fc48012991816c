using System.Text;
using TatumKms.Core;

namespace TatumKms.Chains.Contracts;

/// <summary>Tells what call data of Solidity contracts asks for (ERC-20, ERC-721, ERC-1155, also as TRC-20, VIP-180 and the like).</summary>
internal static class ContractCalls
{
    private const int SelectorLength = 4;

    /// <summary>Writes the 20 bytes of an address as the chain does.</summary>
    public delegate string FormatAddress(ReadOnlySpan<byte> address20);

    /// <summary>Describes call data; never throws.</summary>
    /// <param name="contract">The called contract's address as the chain writes it.</param>
    /// <param name="data">The call data: four bytes of selector, then the arguments (Solidity ABI). Not empty.</param>
    /// <param name="formatAddress">How the chain writes addresses.</param>
    public static DescribedCall Describe(string contract, ReadOnlySpan<byte> data, FormatAddress formatAddress)
    {
        if (data.Length < SelectorLength)
        {
            return Unknown(contract, null, "", $"Calls {contract} with data that is no call of a method: {Hex(data)}.");
        }

        var selector = Hex(data[..SelectorLength]);
        if (KnownMethods.Find(data[..SelectorLength]) is not { } method)
        {
            return Unknown(
                contract,
                selector,
                selector,
                $"Calls the unknown method {selector} of {contract} with {data.Length - SelectorLength} bytes of arguments{Text(data)}.");
        }

        return AbiCodec.TryDecode(method.Types, data[SelectorLength..], out var values)
            ? method.Describe(new CallArguments(contract, values, formatAddress))
            : Unknown(
                contract,
                selector,
                method.Signature,
                $"Calls {method.Signature} ({selector}) of {contract} with arguments that are not in their usual form: {data.Length - SelectorLength} bytes.");
    }

    /// <summary>What arguments in another form mean to a contract is as unknown as an unknown method.</summary>
    private static DescribedCall Unknown(string contract, string? selector, string method, string note) => new(method, IsKnown: false, [], [note])
    {
        Facts = new ContractCall(contract, selector, Method: null),
        Dangers = [new Danger(DangerKind.UnknownMethod, note)],
    };

    private static string Hex(ReadOnlySpan<byte> data) => $"0x{Convert.ToHexStringLower(data)}";

    /// <summary>Data is a message for people now and then.</summary>
    private static string Text(ReadOnlySpan<byte> data)
    {
        const int longest = 80;
        if (data.Length > longest || data.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return "";
        }

        return $"; as text it reads \"{Encoding.ASCII.GetString(data)}\"";
    }
}
