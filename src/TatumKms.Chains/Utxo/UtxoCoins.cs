using TatumKms.Core;

namespace TatumKms.Chains.Utxo;

/// <summary>The coins of the family, a row each.</summary>
internal static class UtxoCoins
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<UtxoCoin> All { get; } = [Bitcoin];

    /// <summary>
    /// Bitcoin: version bytes from Bitcoin Core's chainparams, coin types from SLIP-44. The original derives native segwit
    /// addresses from the BIP-44 path; wallets out there depend on it.
    /// </summary>
    public static UtxoCoin Bitcoin => new()
    {
        Chain = ChainId.Parse("BTC"),
        BroadcastPath = "/v3/bitcoin/broadcast",
        MaxMoney = 21_000_000 * UtxoChain.BaseUnitsPerCoin,
        Mainnet = new UtxoNetwork
        {
            AccountPath = "m/44'/0'/0'/0",
            XpubVersion = 0x0488B21E,
            WifVersion = 0x80,
            PubKeyHashVersion = 0x00,
            ScriptHashVersion = 0x05,
            SegwitPrefix = "bc",
            AddressKind = UtxoAddressKind.WitnessPubKeyHash,
        },
        Testnet = new UtxoNetwork
        {
            AccountPath = "m/44'/1'/0'/0",
            XpubVersion = 0x043587CF,
            WifVersion = 0xEF,
            PubKeyHashVersion = 0x6F,
            ScriptHashVersion = 0xC4,
            SegwitPrefix = "tb",
            AddressKind = UtxoAddressKind.WitnessPubKeyHash,
        },
    };
}
