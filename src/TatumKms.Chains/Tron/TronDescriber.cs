using System.Globalization;
using TatumKms.Chains.Contracts;
using TatumKms.Core;

namespace TatumKms.Chains.Tron;

/// <summary>Says in words what a transaction of TRON does.</summary>
internal static class TronDescriber
{
    private static readonly string[] PartyFields = ["to_address", "receiver_address", "account_address", "contract_address"];

    /// <summary>Describes a transaction.</summary>
    public static TransactionDescription Describe(TronTransaction transaction)
    {
        var (spent, payments) = Payments(transaction.Contract.Name, transaction.Members);
        List<string> notes = [];
        List<ContractCall> calls = [];
        List<Danger> dangers = [];
        switch (transaction.Contract.Name)
        {
            case "TransferContract" or "TransferAssetContract":
                break; // the payment says it all
            case "TriggerSmartContract":
                var call = Call(transaction.Members);
                payments.AddRange(call.Payments);
                notes.AddRange(call.Notes);
                calls.Add(call.Facts);
                dangers.AddRange(call.Dangers);
                break;
            default:
                notes.Add(TronSentences.Of(transaction.Contract.Name, transaction.Members));
                calls.Add(new ContractCall(ContractCall.OfNetwork, Selector: null, transaction.Contract.Name) { Parties = Parties(transaction.Members) });
                if (DangerOf(transaction.Contract.Name) is { } danger)
                {
                    dangers.Add(new Danger(danger, notes[^1]));
                }

                break;
        }

        if (transaction.PermissionId != 0)
        {
            notes.Add($"Acts with the permission number {transaction.PermissionId} of the account.");
        }

        if (transaction.Memo.Length > 0)
        {
            notes.Add($"Bears the memo {TronMembers.ForPeople(transaction.Memo)}.");
        }

        var expires = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(transaction.Expiration, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        notes.Add($"Expires at {expires.ToString("u", CultureInfo.InvariantCulture)}.");
        return new TransactionDescription(
            [new Payment(TronAddress.Format(transaction.Owner), spent, IsOwn: true)],
            payments,
            transaction.FeeLimit > 0 ? TronMembers.Trx(transaction.FeeLimit) : null,
            notes)
        {
            Calls = calls,
            Dangers = dangers,
        };
    }

    private static DangerKind? DangerOf(string name) => name switch
    {
        "AccountPermissionUpdateContract" => DangerKind.AccountTakeover,
        "CreateSmartContract" => DangerKind.Opaque,
        _ => null,
    };

    /// <summary>Whoever else an operation names.</summary>
    private static string[] Parties(TronMembers value) =>
    [
        .. PartyFields.Where(value.Has).Select(value.Address),
    ];

    /// <summary>The TRX that leave the account at once, and who gets what.</summary>
    private static (Amount Spent, List<Payment> Payments) Payments(string name, TronMembers value)
    {
        const string created = "the new contract", exchange = "the exchange", market = "the market";
        return name switch
        {
            "TransferContract" => Paid(value.Trx("amount"), value.Address("to_address"), evenNothing: true),
            "TransferAssetContract" => (TronMembers.Trx(0), [new Payment(value.Address("to_address"), value.Units("amount", "asset_name")) { Token = value.Token("asset_name") }]),
            "ParticipateAssetIssueContract" => Paid(value.Trx("amount"), value.Address("to_address")),
            "TriggerSmartContract" => WithTokens(Paid(value.Trx("call_value"), value.Address("contract_address")), value.Address("contract_address"), value),
            "CreateSmartContract" => WithTokens(Paid(value.Message("new_contract")?.Trx("call_value") ?? TronMembers.Trx(0), created), created, value),
            "ExchangeCreateContract" => Together(
                Deposited(value, "first_token_balance", "first_token_id", exchange), Deposited(value, "second_token_balance", "second_token_id", exchange)),
            "ExchangeInjectContract" or "ExchangeTransactionContract" => Deposited(value, "quant", "token_id", exchange),
            "MarketSellAssetContract" => Deposited(value, "sell_token_quantity", "sell_token_id", market),
            _ => (TronMembers.Trx(0), []),
        };
    }

    private static (Amount Spent, List<Payment> Payments) Paid(Amount coins, string recipient, bool evenNothing = false) =>
        (coins, evenNothing || !coins.BaseUnits.IsZero ? [new Payment(recipient, coins)] : []);

    private static (Amount Spent, List<Payment> Payments) Deposited(TronMembers value, string quantity, string token, string recipient) =>
        (value.IsTrx(token) ? value.Trx(quantity) : TronMembers.Trx(0), [new Payment(recipient, value.Units(quantity, token)) { Token = value.IsTrx(token) ? null : value.Token(token) }]);

    private static (Amount Spent, List<Payment> Payments) Together(
        (Amount Spent, List<Payment> Payments) first, (Amount Spent, List<Payment> Payments) second) =>
        (first.Spent with { BaseUnits = first.Spent.BaseUnits + second.Spent.BaseUnits }, [.. first.Payments, .. second.Payments]);

    private static (Amount Spent, List<Payment> Payments) WithTokens((Amount Spent, List<Payment> Payments) paid, string recipient, TronMembers value)
    {
        if (value.Number("call_token_value") is var units and > 0)
        {
            paid.Payments.Add(new Payment(recipient, new Amount(units, 0, $"units of the TRC-10 token {value.Number("token_id")}")) { Token = $"{value.Number("token_id")}" });
        }

        return paid;
    }

    private static DescribedCall Call(TronMembers value)
    {
        var contract = value.Address("contract_address");
        var data = value.Bytes("data");
        if (data.Length > 0)
        {
            return ContractCalls.Describe(contract, data, TronAddress.Format);
        }

        var note = $"Calls the contract {contract} without data.";
        return new DescribedCall("", IsKnown: false, [], [note])
        {
            Facts = new ContractCall(contract, Selector: null, Method: null),
            Dangers = [new Danger(DangerKind.UnknownMethod, note)],
        };
    }
}
