using TatumKms.Core;

namespace TatumKms.Chains.Evm;

/// <summary>The chains of the Ethereum family.</summary>
internal static class EvmCoins
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EvmCoin> All { get; } =
    [
        new()
        {
            Chain = ChainId.Parse("ETH"),
            BroadcastPath = "/v3/ethereum/broadcast",
            NodePath = "/v3/ethereum/web3",
            CountPath = "/v3/ethereum/transaction/count/",
            CoinType = 60,
            ChainIdOfMainnet = 1,
            ChainIdsOfTestnets = [11155111, 560048, 17000], // Sepolia, Hoodi, Holesky
            PriceRule = PriceRule.MediumFee,
            HasWithdrawals = true,
            MaxGasPrice = 1_000,
        },
        new()
        {
            Chain = ChainId.Parse("BSC"),
            Symbol = "BNB",
            BroadcastPath = "/v3/bsc/broadcast",
            NodePath = "/v3/bsc/web3",
            CountPath = "/v3/bsc/transaction/count/",
            CoinType = 60,
            ChainIdOfMainnet = 56,
            ChainIdsOfTestnets = [97],
            GasRule = GasRule.CheckedAlways,
            PriceRule = PriceRule.Fixed,
            PriceInGwei = 10,
            MaxGasPrice = 1_000,
        },
        new()
        {
            Chain = ChainId.Parse("MATIC"),
            Symbol = "POL",
            BroadcastPath = "/v3/polygon/broadcast",
            NodePath = "/v3/polygon/web3",
            CoinType = 966,
            ChainIdOfMainnet = 137,
            ChainIdsOfTestnets = [80002], // Amoy
            PriceRule = PriceRule.Node,
            PriceInGwei = 30, // validators take no less
            MaxGasPrice = 10_000,
        },
        new()
        {
            Chain = ChainId.Parse("KLAY"),
            BroadcastPath = "/v3/klaytn/broadcast",
            NodePath = "/v3/blockchain/node/KLAY",
            CoinType = 8217,
            ChainIdOfMainnet = 8217,
            ChainIdsOfTestnets = [1001], // Kairos
            Dialect = EvmDialect.Klaytn,
            PriceRule = PriceRule.Node,
            MaxGasPrice = 1_000,
        },
        new()
        {
            Chain = ChainId.Parse("CELO"),
            BroadcastPath = "/v3/celo/broadcast",
            NodePath = "/v3/blockchain/node/CELO",
            CoinType = 52752,
            ChainIdOfMainnet = 42220,
            ChainIdsOfTestnets = [11142220, 44787], // Celo Sepolia, Alfajores
            Dialect = EvmDialect.Celo,
            PriceRule = PriceRule.NodeUnlessGiven,
            MaxGasPrice = 1_000,
        },
        new()
        {
            Chain = ChainId.Parse("XDC"),
            BroadcastPath = "/v3/xdc/broadcast",
            NodePath = "/v3/xdc/web3",
            CountPath = "/v3/xdc/transaction/count/",
            CoinType = 550,
            ChainIdOfMainnet = 50,
            ChainIdsOfTestnets = [51], // Apothem
            Spelling = AddressSpelling.Xdc,
            GasRule = GasRule.Replaced,
            PriceRule = PriceRule.NodeUnlessGiven,
            MaxGasPrice = 1_000,
        },
        new()
        {
            Chain = ChainId.Parse("ONE"),
            BroadcastPath = "/v3/one/broadcast",
            NodePath = "/v3/one/web3",
            CoinType = 1023,
            ChainIdOfMainnet = 1666600000,
            ChainIdsOfTestnets = [1666700000],
            Spelling = AddressSpelling.Harmony,
            PriceRule = PriceRule.Node,
            HasWithdrawals = true,
            MaxGasPrice = 10_000,
        },
        new()
        {
            Chain = ChainId.Parse("KCS"),
            BroadcastPath = "/v3/kcs/broadcast",
            NodePath = "/v3/kcs/web3",
            CoinType = 60,
            ChainIdOfMainnet = 321,
            ChainIdsOfTestnets = [322],
            PriceRule = PriceRule.Fixed,
            PriceInGwei = 1,
            MaxGasPrice = 10_000,
        },
    ];
}
