using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TatumKms.Chains.Xrp;
using TatumKms.Chains.Xrp.Codec;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>Random transactions of every type, with random values in all their fields.</summary>
internal static class RandomTransactions
{
    private static readonly string[] NotOfUnsigned = ["TxnSignature", "Signers", "TicketSequence", "TransactionType", "RawTransactions"];

    private static readonly string[] Plain =
    [
        .. XrplDefinitions.Current.Fields.Values
            .Where(field => field.IsSerialized && field.Type is not (XrplField.ObjectType or XrplField.ArrayType) && ValueCodecs.Of(field) is not null)
            .Select(field => field.Name),
    ];

    private static readonly string[] Wrappers =
    [
        .. XrplDefinitions.Current.Fields.Values.Where(field => field.Type == XrplField.ObjectType && ValueCodecs.Of(field) is not null).Select(field => field.Name),
    ];

    public static string[] Types { get; } =
        [.. XrplDefinitions.Current.TransactionTypes.Keys.Where(type => XrplDefinitions.Current.FormatOf(type) is not null).Except(["EnableAmendment", "SetFee", "UNLModify"]).Order()];

    public static JsonObject Make(string type)
    {
        var transaction = new JsonObject { ["TransactionType"] = type };
        foreach (var (name, isRequired) in XrplDefinitions.Current.FormatOf(type)!.Concat(XrplDefinitions.Current.CommonFields))
        {
            if (!NotOfUnsigned.Contains(name) && (isRequired || Below(2) == 0))
            {
                transaction[name] = Value(XrplDefinitions.Current.Fields[name]);
            }
        }

        transaction["Fee"] = Text(Below(1000));
        transaction["Sequence"] = 1 + Below(1000);
        transaction["Flags"] = (uint)Below(0x1000_0000);
        transaction["SigningPubKey"] = "";
        if (type == "Batch")
        {
            transaction["RawTransactions"] = new JsonArray([.. Some(1, 4, Inner)]);
        }

        return transaction;
    }

    public static int Below(int max) => RandomNumberGenerator.GetInt32(max);

    public static T Any<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    private static JsonObject Inner()
    {
        var inner = Make(Any(Types.Except(["Batch"]).ToArray()));
        inner["Fee"] = "0";
        inner["Flags"] = 0x4000_0000;
        return new JsonObject { ["RawTransaction"] = inner };
    }

    private static JsonNode Value(XrplField field) => field.Name switch
    {
        "LedgerEntryType" => Any(XrplDefinitions.Current.LedgerEntryTypes.Where(type => type.Value >= 0).ToArray()).Key,
        "TransactionType" => Any(Types),
        "PermissionValue" => Any(NameCodec.Permissions.ToArray()).Key,
        "FeeAmountDelta" => Text(Below(2_000_000) - 1_000_000),
        _ => field.Type switch
        {
            "UInt8" => Below(0x100),
            "UInt16" => Below(0x10000),
            "UInt32" => unchecked((uint)Random64()),
            "Int32" => unchecked((int)Random64()),
            "UInt64" => UInt64Codec.IsDecimal(field.Name) ? Text(Random64()) : Random64().ToString("X16", CultureInfo.InvariantCulture),
            "Hash128" => Hex(16),
            "Hash160" => Hex(20),
            "Hash192" => Hex(24),
            "Hash256" => Hex(32),
            "Hash384" => Hex(48),
            "Hash512" => Hex(64),
            "Blob" => Hex(Any([0, 1, 192, 193, 12480, Below(300)])),
            "AccountID" => Account(),
            "Amount" => Amount(),
            "Number" => Number(),
            "Currency" => Currency(),
            "Issue" => Issue(),
            "XChainBridge" => new JsonObject
            {
                ["LockingChainDoor"] = Account(),
                ["LockingChainIssue"] = Issue(),
                ["IssuingChainDoor"] = Account(),
                ["IssuingChainIssue"] = Issue(),
            },
            "Vector256" => new JsonArray([.. Some(0, 4, () => Hex(32))]),
            "PathSet" => new JsonArray([.. Some(1, 4, () => new JsonArray([.. Some(1, 4, Step)]))]),
            XrplField.ObjectType => Object(),
            XrplField.ArrayType => new JsonArray([.. Some(0, 4, () => new JsonObject { [Any(Wrappers)] = Object() })]),
            _ => throw new InvalidOperationException($"No random value for {field.Type}."),
        },
    };

    private static JsonObject Object()
    {
        var json = new JsonObject();
        foreach (var name in Some(0, 4, () => Any(Plain)))
        {
            json[name] = Value(XrplDefinitions.Current.Fields[name]);
        }

        return json;
    }

    private static JsonNode Amount() => Below(3) switch
    {
        0 => Text(Random64() % 100_000_000_000_000_001),
        1 => new JsonObject { ["mpt_issuance_id"] = Hex(24), ["value"] = Text(Random64() >> 1) },
        _ => new JsonObject { ["currency"] = Currency(issued: true), ["issuer"] = Account(), ["value"] = Decimal(digits: 16, power: 60) },
    };

    private static JsonObject Issue() => Below(3) switch
    {
        0 => new JsonObject { ["currency"] = "XRP" },
        1 => new JsonObject { ["mpt_issuance_id"] = Hex(24) },
        _ => new JsonObject { ["currency"] = Currency(issued: true), ["issuer"] = Account() },
    };

    private static JsonObject Step()
    {
        var kind = Below(4);
        var step = new JsonObject();
        if (kind == 0)
        {
            step["account"] = Account();
        }

        if (kind is 1 or 2)
        {
            step["currency"] = Currency(issued: true);
        }

        if (kind is 2 or 3)
        {
            step["issuer"] = Account();
        }

        return step;
    }

    private static string Decimal(int digits, int power)
    {
        var mantissa = 1 + (Random64() % (ulong)Math.Pow(10, 1 + Below(digits)));
        return $"{Any(["", "-"])}{mantissa}{Any(["", $"e{Below(2 * power) - power}"])}";
    }

    private static string Number() => Any(["0", Decimal(18, 30_000), Text(long.MaxValue), "9223372036854775810", "-0.5"]);

    private static string Currency(bool issued = false) => Any<string>([issued ? "a$z" : "XRP", "USD", Hex(20)]);

    private static string Account() => XrpAddress.Format(RandomNumberGenerator.GetBytes(20));

    private static string Hex(int length) => Convert.ToHexString(RandomNumberGenerator.GetBytes(length));

    private static ulong Random64() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> Below(64);

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static T[] Some<T>(int min, int max, Func<T> make) => Enumerable.Range(0, min + Below(max - min)).Select(_ => make()).ToArray();
}
