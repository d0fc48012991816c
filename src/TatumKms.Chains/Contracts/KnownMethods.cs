using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Chains.Contracts;

/// <summary>The methods that are described in words: those of tokens, and those that give somebody power over tokens or contracts.</summary>
internal static class KnownMethods
{
    private const int MaxListed = 10;

    private static readonly FrozenDictionary<string, KnownMethod> All = new[]
    {
        // ERC-20
        KnownMethod.Paying("transfer(address,uint256)", call => Units(call, 0, 1), call => $"Transfers tokens of the contract {call.Contract} to {call.Address(0)}."),
        KnownMethod.Paying(
            "transferFrom(address,address,uint256)",
            call => Units(call, 1, 2),
            call => $"Transfers {Text(call.Number(2))} units, or the token number {Text(call.Number(2))}, of {call.Contract} from {call.Address(0)} to {call.Address(1)}."),
        KnownMethod.Approving(
            "approve(address,uint256)",
            call => Units(call, 0, 1),
            call => $"Allows {call.Address(0)} to spend {call.Limit(1, 256)} of {call.Contract} (or the token of that number)."),
        KnownMethod.Approving("increaseAllowance(address,uint256)", call => Units(call, 0, 1), call => $"Allows {call.Address(0)} to spend {call.Limit(1, 256)} more of {call.Contract}."),
        KnownMethod.Saying("decreaseAllowance(address,uint256)", call => $"Allows {call.Address(0)} to spend {call.Limit(1, 256)} less of {call.Contract}."),
        KnownMethod.Saying("mint(address,uint256)", call => $"Mints {Text(call.Number(1))} units, or the token number {Text(call.Number(1))}, of {call.Contract} to {call.Address(0)}."),
        KnownMethod.Saying("burn(uint256)", call => $"Burns {Text(call.Number(0))} units, or the token number {Text(call.Number(0))}, of {call.Contract}."),
        KnownMethod.Saying("burnFrom(address,uint256)", call => $"Burns {Text(call.Number(1))} units of {call.Contract} that belong to {call.Address(0)}."),
        KnownMethod.Approving(
            "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
            call => Units(call, 1, 2),
            call => $"Lets {call.Address(1)} spend {call.Limit(2, 256)} of {call.Contract} that belong to {call.Address(0)} (permit)."),
        KnownMethod.Approving(
            "approve(address,address,uint160,uint48)",
            call => Units(call, 1, 2) with { Token = call.Address(0) },
            call => $"Allows {call.Address(1)} to spend {call.Limit(2, 160)} of the token {call.Address(0)} through {call.Contract}."),

        // ERC-721
        Nft("safeTransferFrom(address,address,uint256)"),
        Nft("safeTransferFrom(address,address,uint256,bytes)"),
        KnownMethod.Saying(
            "setApprovalForAll(address,bool)",
            call => call.Flag(1)
                ? $"Gives {call.Address(0)} power over all tokens of {call.Contract} that the signer has."
                : $"Takes from {call.Address(0)} the power over the signer's tokens of {call.Contract}.") with
        {
            Danger = call => call.Flag(1) ? DangerKind.UnlimitedApproval : null,
        },
        KnownMethod.Saying(
            "mintWithTokenURI(address,uint256,string)",
            call => $"Mints the token number {Text(call.Number(1))} of {call.Contract} to {call.Address(0)} with the address \"{call.Text(2)}\"."),
        KnownMethod.Saying("safeMint(address,uint256)", call => $"Mints the token number {Text(call.Number(1))} of {call.Contract} to {call.Address(0)}."),
        KnownMethod.Saying(
            "mintMultiple(address[],uint256[],string[])",
            call => $"Mints the tokens {List(call.Numbers(1).Select(Text))} of {call.Contract} to {List(call.Addresses(0))}."),

        // ERC-1155
        KnownMethod.Paying(
            "safeTransferFrom(address,address,uint256,uint256,bytes)",
            call => new Payment(call.Address(1), new Amount(call.Number(3), 0, $"of the token number {Text(call.Number(2))} of {call.Contract}")) { Token = $"{call.Contract}#{Text(call.Number(2))}" },
            call => $"Transfers tokens of {call.Contract} from {call.Address(0)} to {call.Address(1)}."),
        KnownMethod.Saying(
            "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)",
            call => $"Transfers {Pairs(call.Numbers(3), call.Numbers(2))} of {call.Contract} from {call.Address(0)} to {call.Address(1)}."),
        KnownMethod.Saying(
            "mint(address,uint256,uint256,bytes)",
            call => $"Mints {Text(call.Number(2))} of the token number {Text(call.Number(1))} of {call.Contract} to {call.Address(0)}."),
        KnownMethod.Saying(
            "mintBatch(address,uint256[],uint256[],bytes)",
            call => $"Mints {Pairs(call.Numbers(2), call.Numbers(1))} of {call.Contract} to {call.Address(0)}."),
        KnownMethod.Saying(
            "burn(address,uint256,uint256)",
            call => $"Burns {Text(call.Number(2))} of the token number {Text(call.Number(1))} of {call.Contract} that belong to {call.Address(0)}."),
        KnownMethod.Saying(
            "burnBatch(address,uint256[],uint256[])",
            call => $"Burns {Pairs(call.Numbers(2), call.Numbers(1))} of {call.Contract} that belong to {call.Address(0)}."),

        // Wrapped coins
        KnownMethod.Saying("deposit()", call => $"Deposits the value into {call.Contract} (wraps coins)."),
        KnownMethod.Saying("withdraw(uint256)", call => $"Withdraws {Text(call.Number(0))} base units from {call.Contract}."),

        // Power over contracts
        KnownMethod.Ruling("transferOwnership(address)", call => $"Makes {call.Address(0)} the owner of {call.Contract}."),
        KnownMethod.Ruling("renounceOwnership()", call => $"Gives up the ownership of {call.Contract} for good."),
        KnownMethod.Ruling("grantRole(bytes32,address)", call => $"Gives {call.Address(1)} the role {call.Hex(0)} of {call.Contract}."),
        KnownMethod.Ruling("revokeRole(bytes32,address)", call => $"Takes the role {call.Hex(0)} of {call.Contract} from {call.Address(1)}."),
        KnownMethod.Ruling("upgradeTo(address)", call => $"Replaces the code behind {call.Contract} by that of {call.Address(0)}."),
        KnownMethod.Ruling("upgradeToAndCall(address,bytes)", call => $"Replaces the code behind {call.Contract} by that of {call.Address(0)}, and calls it."),
    }.ToFrozenDictionary(method => method.Selector, StringComparer.Ordinal);

    /// <summary>All signatures.</summary>
    public static IEnumerable<string> Signatures => All.Values.Select(method => method.Signature);

    /// <summary>The method of a selector, or nothing.</summary>
    public static KnownMethod? Find(ReadOnlySpan<byte> selector4) => All.GetValueOrDefault(Convert.ToHexStringLower(selector4));

    private static KnownMethod Nft(string signature) => KnownMethod.Paying(
        signature,
        call => new Payment(call.Address(1), new Amount(BigInteger.One, 0, $"token number {Text(call.Number(2))} of {call.Contract}")) { Token = $"{call.Contract}#{Text(call.Number(2))}" },
        call => $"Transfers the token number {Text(call.Number(2))} of {call.Contract} from {call.Address(0)} to {call.Address(1)}.");

    private static Payment Units(CallArguments call, int recipient, int number) =>
        new(call.Address(recipient), call.Units(call.Number(number))) { Token = call.Contract };

    private static string Text(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToArray();
        return all.Length <= MaxListed ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MaxListed))} and {all.Length - MaxListed} more";
    }

    private static string Pairs(IReadOnlyList<BigInteger> amounts, IReadOnlyList<BigInteger> tokens) => amounts.Count == tokens.Count
        ? List(amounts.Zip(tokens, (amount, token) => $"{Text(amount)} of the token number {Text(token)}"))
        : $"tokens whose amounts ({amounts.Count}) and numbers ({tokens.Count}) do not fit each other";
}
