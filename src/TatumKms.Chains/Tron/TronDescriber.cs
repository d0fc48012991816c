using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Contracts;
using TatumKms.Core;

namespace TatumKms.Chains.Tron;

/// <summary>Says in words what a transaction of TRON does.</summary>
internal static class TronDescriber
{
    private const int TrxDecimals = 6, MaxText = 60;

    /// <summary>Describes a transaction.</summary>
    public static TransactionDescription Describe(TronTransaction transaction)
    {
        var value = transaction.Value;
        List<Payment> payments = [];
        List<string> notes = [];
        var spent = Trx(0);
        switch (transaction.Contract.Name)
        {
            case "TransferContract":
                spent = Trx(Number(value, "amount"));
                payments.Add(new Payment(Address(value, "to_address"), spent));
                break;
            case "TransferAssetContract":
                payments.Add(new Payment(Address(value, "to_address"), new Amount(Number(value, "amount"), 0, $"units of the TRC-10 token {Token(value, "asset_name")}")));
                break;
            case "TriggerSmartContract":
                spent = Trx(Number(value, "call_value"));
                DescribeCall(value, payments, notes);
                break;
            default:
                notes.Add(TronSentences.Of(transaction.Contract.Name, value));
                break;
        }

        if (transaction.PermissionId != 0)
        {
            notes.Add($"Acts with the permission number {transaction.PermissionId} of the account.");
        }

        if (transaction.HasMemo)
        {
            notes.Add("Bears a memo.");
        }

        var expires = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(transaction.Expiration, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        notes.Add($"Expires at {expires.ToString("u", CultureInfo.InvariantCulture)}.");
        return new TransactionDescription(
            [new Payment(TronAddress.Format(transaction.Owner), spent, IsOwn: true)],
            payments,
            transaction.FeeLimit > 0 ? Trx(transaction.FeeLimit) : null,
            notes);
    }

    /// <summary>An amount of TRX.</summary>
    public static Amount Trx(long sun) => new(sun, TrxDecimals, "TRX");

    /// <summary>A number; 0 where it is missing.</summary>
    public static long Number(JsonElement value, string name) => value.Optional(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;

    /// <summary>An address as people write it.</summary>
    public static string Address(JsonElement value, string name) =>
        value.Optional(name) is { ValueKind: JsonValueKind.String } text && TronAddress.TryParse(text.GetString()!, out var address)
            ? TronAddress.Format(address)
            : "(nobody)";

    /// <summary>A token's name or number, which stands in hexadecimal as a rule, in printable ASCII.</summary>
    public static string Token(JsonElement value, string name)
    {
        var text = value.Optional(name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : "";
        var bytes = text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : System.Text.Encoding.UTF8.GetBytes(text);
        return string.Concat(bytes.Take(MaxText).Select(b => b is >= (byte)' ' and <= (byte)'~' ? (char)b : '?'));
    }

    private static void DescribeCall(JsonElement value, List<Payment> payments, List<string> notes)
    {
        var contract = Address(value, "contract_address");
        if (Number(value, "call_value") is var coins and > 0)
        {
            payments.Add(new Payment(contract, Trx(coins)));
        }

        if (Number(value, "call_token_value") is var units and > 0)
        {
            payments.Add(new Payment(contract, new Amount(units, 0, $"units of the TRC-10 token {Number(value, "token_id")}")));
        }

        var data = value.Hex("data", "TriggerSmartContract");
        if (data.Length == 0)
        {
            notes.Add($"Calls the contract {contract} without data.");
            return;
        }

        var call = ContractCalls.Describe(contract, data, TronAddress.Format);
        payments.AddRange(call.Payments);
        notes.AddRange(call.Notes);
    }
}
