using TatumKms.Core;

namespace TatumKms.Chains.Utxo;

/// <summary>The coins of the family, a row each. Coin types are those of SLIP-44; where a row breaks a rule, wallets out there depend on it.</summary>
internal static class UtxoCoins
{
    private const uint Xpub = 0x0488B21E, Tpub = 0x043587CF; // BIP-32

    /// <summary>All rows.</summary>
    public static IReadOnlyList<UtxoCoin> All { get; } = [Bitcoin, Litecoin, Dogecoin, BitcoinCash];

    /// <summary>Version bytes from Bitcoin Core's chainparams. Native segwit addresses on the BIP-44 path are the original's.</summary>
    private static UtxoCoin Bitcoin => new()
    {
        Chain = ChainId.Parse("BTC"),
        BroadcastPath = "/v3/bitcoin/broadcast",
        MaxMoney = 21_000_000 * UtxoChain.BaseUnitsPerCoin,
        FeeLimit = new FeeLimit(Percent: 10, Rate: 1_000),
        Mainnet = new UtxoNetwork
        {
            AccountPath = "m/44'/0'/0'/0",
            XpubVersion = Xpub,
            WifVersion = 0x80,
            PubKeyHashVersion = 0x00,
            ScriptHashVersion = 0x05,
            SegwitPrefix = "bc",
            AddressKind = UtxoAddressKind.WitnessPubKeyHash,
        },
        Testnet = new UtxoNetwork
        {
            AccountPath = "m/44'/1'/0'/0",
            XpubVersion = Tpub,
            WifVersion = 0xEF,
            PubKeyHashVersion = 0x6F,
            ScriptHashVersion = 0xC4,
            SegwitPrefix = "tb",
            AddressKind = UtxoAddressKind.WitnessPubKeyHash,
        },
    };

    /// <summary>Version bytes from Litecoin Core's chainparams; Ltub and ttub are the original's.</summary>
    private static UtxoCoin Litecoin => new()
    {
        Chain = ChainId.Parse("LTC"),
        BroadcastPath = "/v3/litecoin/broadcast",
        MaxMoney = 84_000_000 * UtxoChain.BaseUnitsPerCoin,
        FeeLimit = new FeeLimit(Percent: 10, Rate: 1_000),
        ExtensionBlockVersion = 9, // LIP-0002
        Mainnet = new UtxoNetwork
        {
            AccountPath = "m/44'/2'/0'/0",
            XpubVersion = 0x019DA462,
            WifVersion = 0xB0,
            PubKeyHashVersion = 0x30,
            ScriptHashVersion = 0x32,
            SegwitPrefix = "ltc",
            AddressKind = UtxoAddressKind.PubKeyHash,
        },
        Testnet = new UtxoNetwork
        {
            AccountPath = "m/44'/1'/0'/0",
            XpubVersion = 0x0436F6E1,
            WifVersion = 0xEF,
            PubKeyHashVersion = 0x6F,
            ScriptHashVersion = 0x3A,
            SegwitPrefix = "tltc",
            AddressKind = UtxoAddressKind.PubKeyHash,
        },
    };

    /// <summary>Version bytes from Dogecoin Core's chainparams; xpub and tpub instead of dgub and tgub are the original's.</summary>
    private static UtxoCoin Dogecoin => new()
    {
        Chain = ChainId.Parse("DOGE"),
        BroadcastPath = "/v3/dogecoin/broadcast",
        MaxMoney = 10_000_000_000 * UtxoChain.BaseUnitsPerCoin, // the most that Dogecoin Core takes for one amount; the supply has no end
        FeeLimit = new FeeLimit(Percent: 10, Rate: 1_500_000),
        BroadcastRules = new DogecoinRules(FeePerByte: 100_000, Factor: 15, Dust: UtxoChain.BaseUnitsPerCoin),
        Mainnet = new UtxoNetwork
        {
            AccountPath = "m/44'/3'/0'/0",
            XpubVersion = Xpub,
            WifVersion = 0x9E,
            PubKeyHashVersion = 0x1E,
            ScriptHashVersion = 0x16,
            AddressKind = UtxoAddressKind.PubKeyHash,
        },
        Testnet = new UtxoNetwork
        {
            AccountPath = "m/44'/1'/0'/0",
            XpubVersion = Tpub,
            WifVersion = 0xF1,
            PubKeyHashVersion = 0x71,
            ScriptHashVersion = 0xC4,
            AddressKind = UtxoAddressKind.PubKeyHash,
        },
    };

    /// <summary>Prefixes from the cashaddr specification; the main network's path on the test network, too, is the original's.</summary>
    private static UtxoCoin BitcoinCash => new()
    {
        Chain = ChainId.Parse("BCH"),
        BroadcastPath = "/v3/bcash/broadcast",
        MaxMoney = 21_000_000 * UtxoChain.BaseUnitsPerCoin,
        Form = SerializedForm.BitcoinCash,
        FeeLimit = new FeeLimit(Percent: null, Rate: 2_500),
        Mainnet = new UtxoNetwork
        {
            AccountPath = "m/44'/145'/0'/0",
            XpubVersion = Xpub,
            WifVersion = 0x80,
            PubKeyHashVersion = 0x00,
            ScriptHashVersion = 0x05,
            CashPrefix = "bitcoincash",
            AddressKind = UtxoAddressKind.PubKeyHash,
        },
        Testnet = new UtxoNetwork
        {
            AccountPath = "m/44'/145'/0'/0",
            XpubVersion = Tpub,
            WifVersion = 0xEF,
            PubKeyHashVersion = 0x6F,
            ScriptHashVersion = 0xC4,
            CashPrefix = "bchtest",
            AddressKind = UtxoAddressKind.PubKeyHash,
        },
    };
}
