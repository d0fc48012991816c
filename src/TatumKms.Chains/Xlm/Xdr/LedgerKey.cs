using TatumKms.Chains.Xlm.Soroban;

namespace TatumKms.Chains.Xlm.Xdr;

/// <summary>Names of ledger entries, as a transaction may give them.</summary>
internal static class LedgerKey
{
    private const uint PoolShare = 3;

    /// <summary>Reads a name and says it in words.</summary>
    public static string Read(XdrReader reader) => reader.UInt32() switch
    {
        0 => $"the account {Values.Account(reader)}",
        1 => $"the trust line of {Values.Account(reader)} for {TrustLineAsset(reader)}",
        2 => $"the offer of {Values.Account(reader)} with the number {Values.NotNegative(reader)}",
        3 => $"the data entry of {Values.Account(reader)} with the name {Words.Quote(reader.Opaque(64))}",
        4 => $"the claimable balance {Values.ClaimableBalance(reader)}",
        5 => $"the liquidity pool {Values.LiquidityPool(reader)}",
        6 => $"the data of {ScValue.Address(reader)} with the key {ScValue.Read(reader)} ({Durability(reader)})",
        7 => $"the contract code {Words.Hex(reader.Fixed(32))}",
        _ => throw XdrReader.Malformed("a ledger entry that no transaction may name"),
    };

    private static string TrustLineAsset(XdrReader reader) => reader.UInt32() is var type && type == PoolShare
        ? $"shares of the liquidity pool {Values.LiquidityPool(reader)}"
        : Values.Asset(reader, type).ToString();

    private static string Durability(XdrReader reader) => reader.Bool() ? "persistent" : "temporary";
}
