using System.Globalization;
using System.Numerics;
using TatumKms.Chains.Contracts;
using TatumKms.Chains.Evm.Klaytn;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Evm;

/// <summary>Says in words what a transaction of the family does.</summary>
internal sealed class EvmDescriber(EvmCoin coin)
{
    private const int HexDigitsOfCode = 16;

    /// <summary>Describes an Ethereum transaction.</summary>
    public TransactionDescription Describe(EvmTransaction transaction, byte[] sender) =>
        Describe(transaction, coin.Format(sender), transaction.Nonce, transaction.Gas * transaction.HighestPrice);

    /// <summary>Describes an Ethereum transaction that may not be complete.</summary>
    /// <param name="transaction">What is known of it.</param>
    /// <param name="sender">The address of the sender, or words for it.</param>
    /// <param name="nonce">Its nonce, where it is known.</param>
    /// <param name="fee">The most that it can cost, where that is known.</param>
    public TransactionDescription Describe(EvmTransaction transaction, string sender, ulong? nonce, BigInteger? fee)
    {
        var (payments, notes, call) = Calls(transaction.To, transaction.Value, transaction.Data);
        List<Danger> dangers = [.. call?.Dangers ?? []];
        if (transaction.To is null)
        {
            dangers.Add(new Danger(DangerKind.Opaque, notes[0]));
        }

        notes.AddRange(Nonce(nonce));
        if (transaction.AccessList.Count > 0)
        {
            notes.Add($"Names {transaction.AccessList.Count} accounts that it will touch (access list).");
        }

        if (!transaction.GatewayFee.IsZero)
        {
            notes.Add($"Pays {coin.Coins(transaction.GatewayFee)} to the gateway {(transaction.GatewayFeeRecipient is { } gateway ? coin.Format(gateway) : "(none)")}.");
            dangers.Add(new Danger(DangerKind.Opaque, notes[^1]));
        }

        return new TransactionDescription(
            [new Payment(sender, coin.Coins(transaction.Value), IsOwn: true)],
            payments,
            fee is not { } wei ? null : transaction.FeeCurrency is { } currency ? new Amount(wei, 18, $"of the token {coin.Format(currency)}") : coin.Coins(wei),
            notes)
        {
            Calls = call is null ? [] : [call.Facts],
            Dangers = dangers,
        };
    }

    /// <summary>Describes a transaction of Klaytn's own types.</summary>
    public TransactionDescription Describe(KlaytnTransaction transaction, byte[]? feePayer) =>
        Describe(transaction, feePayer, coin.Format(transaction.From), transaction.Nonce, transaction.Gas * transaction.GasPrice);

    /// <summary>Describes a transaction of Klaytn's own types that may not be complete.</summary>
    /// <param name="transaction">What is known of it.</param>
    /// <param name="feePayer">The fee payer, where that is who signs.</param>
    /// <param name="sender">The address of the sender, or words for it.</param>
    /// <param name="nonce">Its nonce, where it is known.</param>
    /// <param name="fee">The most that it can cost, where that is known.</param>
    public TransactionDescription Describe(KlaytnTransaction transaction, byte[]? feePayer, string sender, ulong? nonce, BigInteger? fee)
    {
        var isMemo = transaction.Type == KlaytnType.ValueTransferMemo;
        var (payments, notes, call) = transaction.Type.IsCancel()
            ? ([], [$"Puts nothing in the place of the waiting transaction with {(nonce is { } number ? $"nonce {number}" : "the account's next nonce")}."], null)
            : Calls(transaction.To, transaction.Value, isMemo ? [] : transaction.Data);
        List<Danger> dangers = [.. call?.Dangers ?? []];
        if (transaction.Type.IsDeployment())
        {
            dangers.Add(new Danger(DangerKind.Opaque, "Deploys a contract."));
        }

        if (isMemo)
        {
            notes.Add($"Bears a memo of {transaction.Data.Length} bytes.");
        }

        notes.AddRange(Nonce(nonce));
        if (feePayer is not null)
        {
            notes.Add($"Signed as the fee payer {coin.Format(feePayer)}; the transaction is that of {sender}.");
        }
        else if (transaction.Type.IsFeeDelegated())
        {
            notes.Add(transaction.Type.HasFeeRatio() ? $"A fee payer bears {transaction.FeeRatio} % of the fee." : "A fee payer bears the fee.");
        }

        return new TransactionDescription(
            [new Payment(sender, coin.Coins(transaction.Value), IsOwn: feePayer is null)],
            payments,
            fee is { } wei ? coin.Coins(wei) : null,
            notes)
        {
            Calls = call is null ? [] : [call.Facts],
            Dangers = dangers,
        };
    }

    private static IEnumerable<string> Nonce(ulong? nonce) => nonce is { } number ? [$"Nonce {number}."] : [];

    private (List<Payment> Payments, List<string> Notes, DescribedCall? Call) Calls(byte[]? to, BigInteger value, byte[] data)
    {
        if (to is null)
        {
            List<Payment> endowment = value.IsZero ? [] : [new Payment("the new contract", coin.Coins(value))];
            return (endowment, [$"Deploys a contract with {data.Length.ToString(CultureInfo.InvariantCulture)} bytes of code and arguments (0x{Convert.ToHexStringLower(data.AsSpan(0, Math.Min(data.Length, HexDigitsOfCode)))}…)."], null);
        }

        List<Payment> payments = [];
        if (!value.IsZero || data.Length == 0)
        {
            payments.Add(new Payment(coin.Format(to), coin.Coins(value)));
        }

        if (data.Length == 0)
        {
            return (payments, [], null);
        }

        var call = ContractCalls.Describe(coin.Format(to), data, coin.Format);
        payments.AddRange(call.Payments);
        return (payments, [.. call.Notes], call);
    }
}
