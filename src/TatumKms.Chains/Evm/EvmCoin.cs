using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Chains.Evm;

/// <summary>What sets one chain of the Ethereum family apart: numbers and names, no code.</summary>
internal sealed record EvmCoin
{
    /// <summary>Wei in a gwei, in which gas prices are spoken of.</summary>
    public static readonly BigInteger Gwei = BigInteger.Pow(10, 9);

    /// <summary>The chain's code.</summary>
    public required ChainId Chain { get; init; }

    /// <summary>The symbol of its coin, where it is not the code.</summary>
    public string? Symbol { get; init; }

    /// <summary>The path of the endpoint that takes signed transactions.</summary>
    public required string BroadcastPath { get; init; }

    /// <summary>The path of the chain's node up to the API key.</summary>
    public required string NodePath { get; init; }

    /// <summary>The number of the chain's coin in derivation paths of the main network (SLIP-44); the test networks have 1.</summary>
    public required int CoinType { get; init; }

    /// <summary>The chain id of the main network (EIP-155).</summary>
    public required ulong ChainIdOfMainnet { get; init; }

    /// <summary>The chain ids of the test networks, today's first.</summary>
    public required IReadOnlyList<ulong> ChainIdsOfTestnets { get; init; }

    /// <summary>What the pending transactions may look like besides web3's.</summary>
    public EvmDialect Dialect { get; init; } = EvmDialect.Web3;

    /// <summary>How addresses are spelled.</summary>
    public AddressSpelling Spelling { get; init; } = AddressSpelling.Ethereum;

    /// <summary>When the gas is estimated.</summary>
    public GasRule GasRule { get; init; } = GasRule.WhenMissing;

    /// <summary>Where a missing gas price comes from.</summary>
    public required PriceRule PriceRule { get; init; }

    /// <summary>The gas price in gwei of <see cref="PriceRule.Fixed"/>; else the least that a looked-up price becomes.</summary>
    public int PriceInGwei { get; init; }

    /// <summary>The endpoint that counts an account's transactions, up to the address; nothing where the node is asked.</summary>
    public string? CountPath { get; init; }

    /// <summary>Whether withdrawals of virtual accounts have an endpoint of their own.</summary>
    public bool HasWithdrawals { get; init; }

    /// <summary>The most gwei that a unit of gas may cost, against an API that is broken or hostile.</summary>
    public required long MaxGasPrice { get; init; }

    /// <summary>The most gas that a transaction may use.</summary>
    public long MaxGas { get; init; } = 30_000_000;

    /// <summary>The coin with the limits that the owner has set.</summary>
    public EvmCoin With(ChainOptions options) => this with { MaxGasPrice = options.MaxGasPrice ?? MaxGasPrice, MaxGas = options.MaxGas ?? MaxGas };

    /// <summary>The path of the account's key; the key of an index is its non-hardened child.</summary>
    public string AccountPath(Network network) => $"m/44'/{(network == Network.Mainnet ? CoinType : 1)}'/0'/0";

    /// <summary>Whether a chain id is one of a network.</summary>
    public bool Has(Network network, BigInteger chainId) => network == Network.Mainnet
        ? chainId == ChainIdOfMainnet
        : ChainIdsOfTestnets.Any(id => chainId == id);

    /// <summary>An amount of the chain's coin.</summary>
    public Amount Coins(BigInteger wei) => new(wei, 18, Symbol ?? Chain.Code);

    /// <summary>An address as the chain prints it.</summary>
    public string Format(ReadOnlySpan<byte> address) => Spelling == AddressSpelling.Xdc
        ? $"xdc{Convert.ToHexStringLower(address)}"
        : EvmAddress.Lower(address);
}

/// <summary>The forms of pending transactions that a chain has.</summary>
internal enum EvmDialect
{
    /// <summary>web3's configuration of a transaction.</summary>
    Web3,

    /// <summary>That, and Klaytn's typed transactions.</summary>
    Klaytn,

    /// <summary>Celo's: a legacy form of its own with a currency for fees, and CIP-64.</summary>
    Celo,
}

/// <summary>When the gas is estimated; the original differs by chain, and so do the signed bytes.</summary>
internal enum GasRule
{
    /// <summary>When none is given.</summary>
    WhenMissing,

    /// <summary>Always, so that a call that would fail is not signed; the given gas is used.</summary>
    CheckedAlways,

    /// <summary>Always, and the given gas is not used.</summary>
    Replaced,
}

/// <summary>Where a missing gas price comes from.</summary>
internal enum PriceRule
{
    /// <summary>The node's <c>eth_gasPrice</c>. A given price of 0 counts as missing.</summary>
    Node,

    /// <summary>The node's <c>eth_gasPrice</c>. A given price of 0 is kept.</summary>
    NodeUnlessGiven,

    /// <summary>The API's <c>medium</c> fee. A given price of 0 counts as missing.</summary>
    MediumFee,

    /// <summary>A number. A given price of 0 counts as missing.</summary>
    Fixed,
}
