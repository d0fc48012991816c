using System.Text.Json;
using TatumKms.Chains.Evm.Config;
using TatumKms.Chains.Evm.Klaytn;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm;

/// <summary>Reads pending transactions of the family in all their forms, completes, checks and describes them.</summary>
internal sealed class EvmPreparation
{
    private readonly EvmCoin _coin;
    private readonly ISecp256k1 _secp256k1;
    private readonly TransactionConfigReader _reader;
    private readonly KlaytnConfigReader _klaytnReader;
    private readonly EvmCompletion _completion;
    private readonly EvmDescriber _describer;

    public EvmPreparation(EvmCoin coin, ISecp256k1 secp256k1)
    {
        _coin = coin;
        _secp256k1 = secp256k1;
        _reader = new TransactionConfigReader(coin);
        _klaytnReader = new KlaytnConfigReader(_reader);
        _completion = new EvmCompletion(coin);
        _describer = new EvmDescriber(coin);
    }

    /// <summary>Prepares a transaction.</summary>
    /// <param name="pending">What the API delivered.</param>
    /// <param name="network">The network that the daemon runs for.</param>
    /// <param name="config">The serialized transaction, an object.</param>
    /// <param name="sender">The address of the key that signs, 20 bytes.</param>
    /// <param name="node">Answers look-ups.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">It is malformed or unsafe.</exception>
    /// <exception cref="NodeException">A look-up failed.</exception>
    public Task<PreparedTransaction> PrepareAsync(
        PendingTransaction pending, Network network, JsonElement config, byte[] sender, IChainNode node, CancellationToken cancellationToken)
    {
        if (_coin.Dialect != EvmDialect.Klaytn)
        {
            return PrepareConfigAsync(pending, network, config, sender, node, cancellationToken);
        }

        if (config.Optional("senderRawTransaction") is { } sent)
        {
            return PrepareFeePayerAsync(pending, network, config, sent, sender, node, cancellationToken);
        }

        return KlaytnConfigReader.TypeOf(config) is { } type
            ? PrepareKlaytnAsync(pending, network, config, type, sender, node, cancellationToken)
            : PrepareConfigAsync(pending, network, config, sender, node, cancellationToken);
    }

    private static AccountSequence SequenceOf(byte[] sender, ulong nonce) => new(EvmAddress.Lower(sender), nonce);

    private async Task<PreparedTransaction> PrepareConfigAsync(
        PendingTransaction pending, Network network, JsonElement json, byte[] sender, IChainNode node, CancellationToken cancellationToken)
    {
        var config = _reader.Read(json);
        RequireSender(config.From, sender);
        var withdrawal = _coin.HasWithdrawals ? pending.WithdrawalId : null;
        var transaction = await _completion.CompleteAsync(config, sender, network, withdrawal is not null, node, cancellationToken);
        EvmRules.Check(transaction);
        Delivery delivery = withdrawal is null
            ? new Delivery.Broadcast(_coin.BroadcastPath)
            : new Delivery.OffchainWithdrawal(withdrawal) { ChainPath = _coin.BroadcastPath };
        return new PreparedEvmTransaction(
            pending, network, _describer.Describe(transaction, sender), delivery, transaction, SequenceOf(sender, transaction.Nonce));
    }

    private async Task<PreparedTransaction> PrepareKlaytnAsync(
        PendingTransaction pending,
        Network network,
        JsonElement json,
        KlaytnType type,
        byte[] sender,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        var config = _klaytnReader.Read(json, type);
        RequireSender(config.From, sender);
        var ratio = KlaytnConfigReader.FeeRatio(json, type);
        var complete = await _completion.CompleteAsync(config, sender, network, isWithdrawal: false, node, cancellationToken);
        var transaction = new KlaytnTransaction
        {
            Type = type,
            ChainId = complete.ChainId!.Value,
            Nonce = complete.Nonce,
            GasPrice = complete.GasPrice,
            Gas = complete.Gas,
            To = complete.To,
            Value = complete.Value,
            From = sender,
            Data = complete.Data,
            FeeRatio = ratio,
        };
        return new PreparedEvmTransaction(
            pending,
            network,
            _describer.Describe(transaction, feePayer: null),
            new Delivery.Broadcast(_coin.BroadcastPath),
            transaction,
            SequenceOf(sender, transaction.Nonce));
    }

    private async Task<PreparedTransaction> PrepareFeePayerAsync(
        PendingTransaction pending,
        Network network,
        JsonElement json,
        JsonElement sent,
        byte[] sender,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        RequireNothingElse(json);
        var payer = _reader.ReadAddress(json, "feePayer") ?? throw new RefusedException("The transaction's 'feePayer' is missing.");
        RequireSender(payer, sender);
        var chainId = await _completion.ChainIdAsync(json.Number("chainId"), network, new EvmNode(_coin, node), cancellationToken);
        var transaction = FeePayerTransaction.Read(ReadHex(sent), chainId, payer, _secp256k1);
        _completion.CheckLimits(transaction.Sent.Gas, transaction.Sent.GasPrice);
        return new PreparedEvmTransaction(
            pending, network, _describer.Describe(transaction.Sent, payer), new Delivery.Broadcast(_coin.BroadcastPath), transaction, sequence: null);
    }

    /// <summary>Refuses members beside what a sender has signed that would change it.</summary>
    /// <exception cref="RefusedException">There is one.</exception>
    public static void RequireNothingElse(JsonElement json)
    {
        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => name is not ("senderRawTransaction" or "feePayer" or "chainId" or "from")) is { } other)
        {
            throw new RefusedException($"The transaction's '{other}' cannot be honoured: the sender has signed all but the fee payer's part.");
        }
    }

    /// <summary>The bytes that a sender has signed.</summary>
    /// <exception cref="RefusedException">It is not hexadecimal.</exception>
    public static byte[] ReadHex(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString()! is { Length: > 2 } text
        && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && text.Length % 2 == 0
        && text.Skip(2).All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text.AsSpan(2))
            : throw new RefusedException("The transaction's 'senderRawTransaction' is not hexadecimal with 0x.");

    private void RequireSender(byte[]? named, byte[] sender)
    {
        if (named is not null && !named.AsSpan().SequenceEqual(sender))
        {
            throw new RefusedException($"The transaction is one of {_coin.Format(named)}, but the key that was asked for is that of {_coin.Format(sender)}.");
        }
    }
}
