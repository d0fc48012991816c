using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Evm.Config;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Evm;

/// <summary>Completes a configuration: looks up what is missing, each figure once, and holds all against the limits.</summary>
internal sealed class EvmCompletion(EvmCoin coin)
{
    // The original's rules for gas prices that are paid in cUSD: below half a gwei nobody takes the transaction.
    private const long LowPrice = 500_000_000, LeastPrice = 1_000_000_000;
    private const int CeloGasReserve = 100_000;
    private static readonly byte[][] CeloDollars =
    [
        Convert.FromHexString("765de816845861e75a25fca122bb6898b8b1282a"),
        Convert.FromHexString("874069fa1eb16d44d622f2e0ca25eea172369bc1"),
    ];

    /// <summary>The complete transaction.</summary>
    /// <param name="config">What is given.</param>
    /// <param name="sender">Who signs, 20 bytes.</param>
    /// <param name="network">The network that the daemon runs for.</param>
    /// <param name="isWithdrawal">Whether it carries out a withdrawal, for which the original always estimates the gas.</param>
    /// <param name="node">Answers look-ups.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">It is for another network, would fail, or exceeds a limit.</exception>
    /// <exception cref="NodeException">A look-up failed.</exception>
    public async Task<EvmTransaction> CompleteAsync(
        TransactionConfig config, byte[] sender, Network network, bool isWithdrawal, IChainNode node, CancellationToken cancellationToken)
    {
        var lookUps = new EvmNode(coin, node);
        var chainId = await ChainIdAsync(config.ChainId, network, lookUps, cancellationToken);
        var price = await GasPriceAsync(config, lookUps, cancellationToken);
        var transaction = new EvmTransaction
        {
            Type = config.Type,
            ChainId = chainId,
            Nonce = await NonceAsync(config.Nonce, sender, node, lookUps, cancellationToken),
            GasPrice = price ?? BigInteger.Zero,
            MaxPriorityFeePerGas = config.MaxPriorityFeePerGas ?? BigInteger.Zero,
            MaxFeePerGas = config.MaxFeePerGas ?? BigInteger.Zero,
            Gas = await GasAsync(config, sender, price, isWithdrawal, lookUps, cancellationToken),
            To = config.To,
            Value = config.Value,
            Data = config.Data,
            AccessList = config.AccessList,
            FeeCurrency = config.FeeCurrency,
            GatewayFeeRecipient = config.GatewayFeeRecipient,
            GatewayFee = config.GatewayFee,
            InKlaytnEnvelope = coin.Dialect == EvmDialect.Klaytn,
        };
        CheckLimits(transaction.Gas, transaction.HighestPrice);
        return transaction;
    }

    /// <summary>The chain id that is signed: the network's own, whoever names another one.</summary>
    /// <exception cref="RefusedException">Another network's is given.</exception>
    public async Task<BigInteger> ChainIdAsync(BigInteger? given, Network network, EvmNode lookUps, CancellationToken cancellationToken)
    {
        // There is one main network, but test networks come and go: only the node knows which one the API key is for.
        var chainId = given ?? (network == Network.Mainnet ? coin.ChainIdOfMainnet : await lookUps.GetChainIdAsync(cancellationToken));
        RequireNetwork(chainId, network);
        return chainId;
    }

    /// <summary>Refuses a chain id of another network.</summary>
    /// <exception cref="RefusedException">It is one of another network.</exception>
    public void RequireNetwork(BigInteger chainId, Network network)
    {
        if (!coin.Has(network, chainId))
        {
            throw new RefusedException($"The chain id {chainId} is not one of {coin.Chain} {network.Name()}, for which this KMS signs.");
        }
    }

    /// <summary>The gas, where no look-up changes it.</summary>
    public BigInteger? KnownGas(TransactionConfig config, bool isWithdrawal) =>
        config.Gas is { } gas && (config.IsGasFixed || !Replaces(isWithdrawal)) ? gas : null;

    /// <summary>The highest price of a unit of gas, where no look-up is needed for it.</summary>
    public BigInteger? KnownPrice(TransactionConfig config) => config.MaxFeePerGas ?? (
        config.GasPrice is { } given && (!given.IsZero || coin.PriceRule == PriceRule.NodeUnlessGiven) ? given
        : coin.PriceRule == PriceRule.Fixed ? coin.PriceInGwei * EvmCoin.Gwei
        : null);

    /// <summary>The nonce: the given one, else the next one of this round, else what is looked up.</summary>
    private static async Task<ulong> NonceAsync(ulong? given, byte[] sender, IChainNode node, EvmNode lookUps, CancellationToken cancellationToken)
    {
        var account = EvmAddress.Lower(sender);
        return given ?? node.NextSequence(account) ?? node.FreeSequence(account, await lookUps.GetNonceAsync(sender, cancellationToken));
    }

    /// <summary>Holds gas and price against the limits.</summary>
    /// <exception cref="RefusedException">One is exceeded.</exception>
    public void CheckLimits(BigInteger gas, BigInteger price)
    {
        if (gas > coin.MaxGas)
        {
            throw new RefusedException($"The gas, {gas}, is above the limit of {coin.MaxGas} (--maxGas).");
        }

        if (price > coin.MaxGasPrice * EvmCoin.Gwei)
        {
            throw new RefusedException($"The gas price of {price} wei is above the limit of {coin.MaxGasPrice} gwei (--maxGasPrice).");
        }
    }

    private static void Write(Utf8JsonWriter call, TransactionConfig config, byte[] sender, BigInteger? price)
    {
        call.WriteString("from", EvmAddress.Lower(sender));
        if (config.To is { } to)
        {
            call.WriteString("to", EvmAddress.Lower(to));
        }

        if (!config.Value.IsZero)
        {
            call.WriteString("value", Hex(config.Value));
        }

        if (config.Data.Length > 0)
        {
            call.WriteString("data", $"0x{Convert.ToHexStringLower(config.Data)}");
        }

        if (config.FeeCurrency is { } currency)
        {
            call.WriteString("feeCurrency", EvmAddress.Lower(currency));
            if (price is { } wei)
            {
                call.WriteString("gasPrice", Hex(wei));
            }
        }
    }

    private static string Hex(BigInteger number) => $"0x{number.ToString("x", System.Globalization.CultureInfo.InvariantCulture).TrimStart('0') switch { "" => "0", var digits => digits }}";

    /// <summary>Whether the estimate takes the place of the gas that is given.</summary>
    private bool Replaces(bool isWithdrawal) => coin.GasRule == GasRule.Replaced || (isWithdrawal && coin.Chain.Code == "ETH");

    private async Task<BigInteger?> GasPriceAsync(TransactionConfig config, EvmNode lookUps, CancellationToken cancellationToken)
    {
        if (config.MaxFeePerGas is not null)
        {
            return null;
        }

        if (KnownPrice(config) is { } known)
        {
            return known;
        }

        var least = coin.PriceInGwei * EvmCoin.Gwei;
        return coin.PriceRule switch
        {
            PriceRule.MediumFee => await lookUps.GetMediumFeeAsync(cancellationToken),
            _ when coin.Dialect == EvmDialect.Celo => CeloPrice(await lookUps.GetGasPriceAsync(config.FeeCurrency, cancellationToken), config.FeeCurrency),
            _ => BigInteger.Max(least, await lookUps.GetGasPriceAsync(null, cancellationToken)),
        };
    }

    private static BigInteger CeloPrice(BigInteger price, byte[]? currency) =>
        price <= LowPrice && currency is not null && CeloDollars.Any(dollar => dollar.AsSpan().SequenceEqual(currency)) ? LeastPrice : price;

    private async Task<BigInteger> GasAsync(
        TransactionConfig config, byte[] sender, BigInteger? price, bool isWithdrawal, EvmNode lookUps, CancellationToken cancellationToken)
    {
        if (config.Gas is { } given && coin.GasRule == GasRule.WhenMissing && !Replaces(isWithdrawal))
        {
            return given;
        }

        var estimate = await lookUps.EstimateGasAsync(call => Write(call, config, sender, price), cancellationToken);
        var reserve = coin.Dialect == EvmDialect.Celo ? CeloGasReserve : 0;
        return KnownGas(config, isWithdrawal) ?? estimate + reserve;
    }
}
