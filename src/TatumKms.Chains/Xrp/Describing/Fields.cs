using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Xrp.Codec;
using TatumKms.Chains.Xrp.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Describing;

/// <summary>The fields of a canonical transaction, in words.</summary>
internal sealed class Fields(JsonElement transaction)
{
    private const int XrpDecimals = 6, MaxTextLength = 400;

    /// <summary>Seconds between 1970 and 2000, where the ledger's clock starts.</summary>
    private const long LedgerEpoch = 946_684_800;

    public string Type { get; } = transaction.GetProperty(XrpTransaction.TypeField).GetString()!;

    public string Account { get; } = transaction.GetProperty(XrpTransaction.AccountField).GetString()!;

    /// <summary>The transaction itself.</summary>
    public JsonElement Whole => transaction;

    public uint Flags => Has(XrpTransaction.FlagsField) ? Number(XrpTransaction.FlagsField) : 0;

    public IEnumerable<JsonProperty> All => transaction.EnumerateObject();

    public bool Has(string name) => transaction.TryGetProperty(name, out _);

    public bool Has(long flag) => (Flags & flag) != 0;

    public JsonElement Json(string name) => transaction.GetProperty(name);

    public string Text(string name) => Json(name).GetString()!;

    public uint Number(string name) => Json(name).GetUInt32();

    /// <summary>An amount field as an amount.</summary>
    public Amount Amount(string name) => AmountOf(Json(name));

    /// <summary>What identifies the token of an amount field (currency and issuer, or issuance); nothing for XRP.</summary>
    public string? Token(string name) => Json(name) switch
    {
        { ValueKind: JsonValueKind.String } => null,
        var value when value.TryGetProperty("mpt_issuance_id", out var token) => token.GetString(),
        var value => $"{value.GetProperty("currency").GetString()}.{value.GetProperty("issuer").GetString()}",
    };

    /// <summary>A field's value in words, cut when it is very long.</summary>
    public string Words(string name)
    {
        var field = XrplDefinitions.Current.Fields[name];
        var value = Json(name);
        return (field.Type, name) switch
        {
            ("Amount", _) => AmountOf(value).ToString(),
            (_, XrpTransaction.FlagsField) => FlagWords(),
            (_, "SetFlag" or "ClearFlag") => AccountSetFlag(value.GetUInt32()),
            (_, "Expiration" or "CancelAfter" or "FinishAfter") => Time(value.GetUInt32()),
            _ => Cut(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()),
        };
    }

    /// <summary>The name of a setting of an account.</summary>
    public static string AccountSetFlag(uint number) =>
        XrplDefinitions.Current.AccountSetFlags.FirstOrDefault(flag => flag.Value == number).Key ?? $"unknown setting {number}";

    private static Amount AmountOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new Amount(BigInteger.Parse(value.GetString()!, CultureInfo.InvariantCulture), XrpDecimals, CurrencyCodec.Native);
        }

        var isNumber = DecimalNumber.TryParse(value.GetProperty("value").GetString()!, out var number);
        var symbol = value.TryGetProperty("mpt_issuance_id", out var token)
            ? $"units of the multi-purpose token {token.GetString()}"
            : $"{value.GetProperty("currency").GetString()}.{value.GetProperty("issuer").GetString()}";
        return isNumber
            ? new Amount(number.Mantissa * BigInteger.Pow(10, Math.Max(0, number.Exponent)), Math.Max(0, -number.Exponent), symbol)
            : throw new InvalidOperationException("A canonical amount without a number.");
    }

    private static string Time(uint seconds) =>
        $"{DateTimeOffset.FromUnixTimeSeconds(LedgerEpoch + seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC ({seconds})";

    private static string Cut(string text) => text.Length <= MaxTextLength ? text : $"{text[..MaxTextLength]}… (cut; {text.Length} characters)";

    private string FlagWords()
    {
        var known = XrplDefinitions.Current.FlagsOf(Type).Where(flag => Has(flag.Value)).ToArray();
        var unknown = Flags & ~(uint)known.Aggregate(0L, (bits, flag) => bits | flag.Value);
        var names = known.Select(flag => flag.Key).Concat(unknown == 0 ? [] : [$"unknown flags 0x{unknown:X8}"]);
        return Flags == 0 ? "none" : string.Join(", ", names);
    }
}
