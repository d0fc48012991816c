using System.Numerics;
using TatumKms.Chains.Evm.Transactions;

namespace TatumKms.Chains.Evm.Config;

/// <summary>What a pending transaction says; what is missing is looked up.</summary>
internal sealed record TransactionConfig
{
    /// <summary>The form.</summary>
    public required EvmTransactionType Type { get; init; }

    /// <summary>Who pays, where it is named.</summary>
    public byte[]? From { get; init; }

    /// <summary>The recipient; nothing for the deployment of a contract.</summary>
    public byte[]? To { get; init; }

    /// <summary>Wei.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Call data.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>The gas limit.</summary>
    public BigInteger? Gas { get; init; }

    /// <summary>Whether the gas was given as <c>gasLimit</c>, which no estimate replaces.</summary>
    public bool IsGasFixed { get; init; }

    /// <summary>Wei for a unit of gas.</summary>
    public BigInteger? GasPrice { get; init; }

    /// <summary>Wei for a unit of gas to the block's maker.</summary>
    public BigInteger? MaxPriorityFeePerGas { get; init; }

    /// <summary>Wei for a unit of gas in all.</summary>
    public BigInteger? MaxFeePerGas { get; init; }

    /// <summary>The nonce.</summary>
    public ulong? Nonce { get; init; }

    /// <summary>The chain id.</summary>
    public BigInteger? ChainId { get; init; }

    /// <summary>The access list.</summary>
    public IReadOnlyList<AccessedAccount> AccessList { get; init; } = [];

    /// <summary>Celo: the token that pays for gas.</summary>
    public byte[]? FeeCurrency { get; init; }

    /// <summary>Celo: who gets the gateway's fee.</summary>
    public byte[]? GatewayFeeRecipient { get; init; }

    /// <summary>Celo: the gateway's fee.</summary>
    public BigInteger GatewayFee { get; init; }
}
