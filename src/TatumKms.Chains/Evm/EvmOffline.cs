using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Evm.Config;
using TatumKms.Chains.Evm.Klaytn;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm;

/// <summary>Describes pending transactions of the family in all their forms without keys and look-ups.</summary>
internal sealed class EvmOffline
{
    private readonly EvmCoin _coin;
    private readonly ISecp256k1 _secp256k1;
    private readonly TransactionConfigReader _reader;
    private readonly KlaytnConfigReader _klaytnReader;
    private readonly EvmCompletion _completion;
    private readonly EvmDescriber _describer;

    public EvmOffline(EvmCoin coin, ISecp256k1 secp256k1)
    {
        _coin = coin;
        _secp256k1 = secp256k1;
        _reader = new TransactionConfigReader(coin);
        _klaytnReader = new KlaytnConfigReader(_reader);
        _completion = new EvmCompletion(coin);
        _describer = new EvmDescriber(coin);
    }

    /// <summary>Describes a transaction.</summary>
    /// <param name="pending">What the API delivered.</param>
    /// <param name="network">The network that it shall be for.</param>
    /// <param name="json">The serialized transaction, an object.</param>
    /// <exception cref="RefusedException">It is malformed or of another network.</exception>
    public TransactionDescription Describe(PendingTransaction pending, Network network, JsonElement json)
    {
        if (_coin.Dialect == EvmDialect.Klaytn && json.Optional("senderRawTransaction") is { } sent)
        {
            return DescribeFeePayer(network, json, sent);
        }

        return _coin.Dialect == EvmDialect.Klaytn && KlaytnConfigReader.TypeOf(json) is { } type
            ? DescribeKlaytn(pending, network, json, type)
            : DescribeConfig(pending, network, _reader.Read(json));
    }

    private TransactionDescription DescribeConfig(PendingTransaction pending, Network network, TransactionConfig config)
    {
        var figures = Known(config, network, _coin.HasWithdrawals && pending.WithdrawalId is not null);
        var transaction = Transaction(config, figures);
        return _describer.Describe(transaction, Sender(pending, config), config.Nonce, figures.Fee)
            .With([.. figures.Gas is null ? [] : Offline.Exceeded(() => EvmRules.Check(transaction)), .. Notes(config, figures)]);
    }

    private TransactionDescription DescribeKlaytn(PendingTransaction pending, Network network, JsonElement json, KlaytnType type)
    {
        var config = _klaytnReader.Read(json, type);
        var ratio = KlaytnConfigReader.FeeRatio(json, type);
        var figures = Known(config, network, isWithdrawal: false);
        var transaction = new KlaytnTransaction
        {
            Type = type,
            ChainId = figures.ChainId ?? BigInteger.Zero,
            Nonce = config.Nonce ?? 0,
            GasPrice = figures.Price ?? BigInteger.Zero,
            Gas = figures.Gas ?? BigInteger.Zero,
            To = config.To,
            Value = config.Value,
            From = config.From ?? [],
            Data = config.Data,
            FeeRatio = ratio,
        };
        return _describer.Describe(transaction, feePayer: null, Sender(pending, config), config.Nonce, figures.Fee).With(Notes(config, figures));
    }

    /// <summary>The sender's signature says which network it is for.</summary>
    private TransactionDescription DescribeFeePayer(Network network, JsonElement json, JsonElement sent)
    {
        EvmPreparation.RequireNothingElse(json);
        var payer = _reader.ReadAddress(json, "feePayer") ?? throw new RefusedException("The transaction's 'feePayer' is missing.");
        var transaction = ReadSent(EvmPreparation.ReadHex(sent), json.Number("chainId"), network, payer);
        return _describer.Describe(transaction, payer)
            .With([.. Offline.Exceeded(() => _completion.CheckLimits(transaction.Gas, transaction.GasPrice)), Offline.Unproven]);
    }

    private KlaytnTransaction ReadSent(byte[] bytes, BigInteger? given, Network network, byte[] payer)
    {
        if (given is { } named)
        {
            _completion.RequireNetwork(named, network);
        }

        BigInteger[] possible = given is { } only ? [only]
            : network == Network.Mainnet ? [_coin.ChainIdOfMainnet]
            : [.. _coin.ChainIdsOfTestnets.Select(id => (BigInteger)id)];
        foreach (var chainId in possible[..^1])
        {
            try
            {
                return FeePayerTransaction.Read(bytes, chainId, payer, _secp256k1).Sent;
            }
            catch (RefusedException)
            {
                // Perhaps it is for the next one.
            }
        }

        return FeePayerTransaction.Read(bytes, possible[^1], payer, _secp256k1).Sent;
    }

    private Figures Known(TransactionConfig config, Network network, bool isWithdrawal)
    {
        if (config.ChainId is { } chainId)
        {
            _completion.RequireNetwork(chainId, network);
        }

        return new Figures(
            config.ChainId ?? (network == Network.Mainnet ? _coin.ChainIdOfMainnet : null),
            _completion.KnownGas(config, isWithdrawal),
            _completion.KnownPrice(config));
    }

    private static EvmTransaction Transaction(TransactionConfig config, Figures figures) => new()
    {
        Type = config.Type,
        ChainId = figures.ChainId,
        Nonce = config.Nonce ?? 0,
        GasPrice = config.MaxFeePerGas is null ? figures.Price ?? BigInteger.Zero : BigInteger.Zero,
        MaxPriorityFeePerGas = config.MaxPriorityFeePerGas ?? BigInteger.Zero,
        MaxFeePerGas = config.MaxFeePerGas ?? BigInteger.Zero,
        Gas = figures.Gas ?? BigInteger.Zero,
        To = config.To,
        Value = config.Value,
        Data = config.Data,
        AccessList = config.AccessList,
        FeeCurrency = config.FeeCurrency,
        GatewayFeeRecipient = config.GatewayFeeRecipient,
        GatewayFee = config.GatewayFee,
    };

    private string Sender(PendingTransaction pending, TransactionConfig config) =>
        config.From is { } from ? _coin.Format(from) : Offline.Signer(pending);

    private IEnumerable<string> Notes(TransactionConfig config, Figures figures)
    {
        List<string> missing = [];
        void Require(bool isKnown, string name)
        {
            if (!isKnown)
            {
                missing.Add(name);
            }
        }

        Require(figures.ChainId is not null, "the network's chain id");
        Require(config.Nonce is not null, "the nonce");
        Require(figures.Gas is not null, "the gas");
        Require(figures.Price is not null, "the price of gas");
        return
        [
            .. Offline.Exceeded(() => _completion.CheckLimits(figures.Gas ?? BigInteger.Zero, figures.Price ?? BigInteger.Zero)),
            .. Offline.LookedUp(missing),
            Offline.Unproven,
        ];
    }

    /// <summary>What is known without look-ups.</summary>
    private sealed record Figures(BigInteger? ChainId, BigInteger? Gas, BigInteger? Price)
    {
        public BigInteger? Fee => Gas * Price;
    }
}
