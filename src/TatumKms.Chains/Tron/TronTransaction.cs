using System.Security.Cryptography;
using System.Text.Json;
using TatumKms.Chains.Tron.Protocol;
using TatumKms.Core;

namespace TatumKms.Chains.Tron;

/// <summary>An unsigned transaction that says the same in its three ways: JSON, protocol buffers, and the hash that is signed.</summary>
internal sealed class TronTransaction
{
    private const string Place = "The transaction's raw_data";
    private static readonly string[] MembersOfRaw =
        ["contract", "ref_block_bytes", "ref_block_num", "ref_block_hash", "expiration", "data", "timestamp", "fee_limit"];

    private static readonly string[] MembersOfContract = ["parameter", "type", "Permission_id"];

    private readonly JsonElement _value;

    private TronTransaction(TronContract contract, JsonElement value, bool isVisible, JsonElement raw, byte[] id)
    {
        Contract = contract;
        _value = value;
        Members = new TronMembers(value, isVisible);
        Raw = raw;
        Id = id;
    }

    /// <summary>The kind of contract.</summary>
    public TronContract Contract { get; }

    /// <summary>The contract's members.</summary>
    public TronMembers Members { get; }

    /// <summary>The transaction's id, 32 bytes, which is what is signed.</summary>
    public byte[] Id { get; }

    /// <summary>The account that acts, 21 bytes.</summary>
    public byte[] Owner => TronAddress.TryParse(_value.Optional("owner_address") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "", out var owner)
        ? owner
        : throw new RefusedException("The transaction names no owner_address.");

    /// <summary>The most sun that a contract's execution may cost.</summary>
    public long FeeLimit => Raw.Optional("fee_limit")?.GetInt64() ?? 0;

    /// <summary>When it expires, milliseconds since 1970.</summary>
    public long Expiration => Raw.Optional("expiration")?.GetInt64() ?? 0;

    /// <summary>The permission of the account that it acts with: 0 is the owner's.</summary>
    public long PermissionId => Raw.GetProperty("contract")[0].Optional("Permission_id")?.GetInt64() ?? 0;

    /// <summary>What it says beside what it does; empty as a rule.</summary>
    public byte[] Memo => Raw.Hex("data", Place);

    private JsonElement Raw { get; }

    /// <summary>Reads a transaction and proves that it says one thing.</summary>
    /// <exception cref="RefusedException">It does not, or it cannot be read.</exception>
    public static TronTransaction Read(JsonElement json)
    {
        if (json.Optional("signature") is not null)
        {
            throw new RefusedException("Transaction is already signed.");
        }

        var raw = (json.Optional("raw_data") ?? throw Invalid("raw_data is missing")).Object(Place);
        var contract = ReadContract(raw, out var definition, out var value);
        var isVisible = json.Optional("visible") switch
        {
            null or { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            _ => throw Invalid("visible must be true or false"),
        };
        var bytes = Encode(raw, contract, definition, value, isVisible);
        if (!Text(json, "raw_data_hex").Equals(Convert.ToHexString(bytes), StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid("raw_data and raw_data_hex do not say the same");
        }

        var id = SHA256.HashData(bytes);
        if (!Text(json, "txID").Equals(Convert.ToHexString(id), StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid("txID is not the hash of raw_data_hex");
        }

        var transaction = new TronTransaction(definition, value.Clone(), isVisible, raw.Clone(), id);
        transaction.CheckLife();
        return transaction;
    }

    private static JsonElement ReadContract(JsonElement raw, out TronContract definition, out JsonElement value)
    {
        RefuseUnknown(raw, MembersOfRaw, Place);
        var list = raw.List("contract", Place);
        if (list.Count != 1)
        {
            throw Invalid("it must hold one contract");
        }

        var contract = list[0].Object($"{Place}, contract");
        RefuseUnknown(contract, MembersOfContract, $"{Place}, contract");
        var name = Text(contract, "type");
        definition = TronContracts.Find(name) ?? throw new RefusedException(
            $"Unsupported transaction type: {(name.Length <= 60 && name.All(char.IsAsciiLetterOrDigit) ? name : "?")}. It is not signed, since nobody could say what it does.");
        var parameter = (contract.Optional("parameter") ?? throw Invalid("the contract has no parameter")).Object($"{Place}, parameter");
        RefuseUnknown(parameter, ["value", "type_url"], $"{Place}, parameter");
        value = (parameter.Optional("value") ?? throw Invalid("the contract has no value")).Object($"{Place}, value");
        if (Text(parameter, "type_url") != $"type.googleapis.com/protocol.{name}")
        {
            throw Invalid("type_url is not that of the contract's type");
        }

        return contract;
    }

    private static byte[] Encode(JsonElement raw, JsonElement contract, TronContract definition, JsonElement value, bool isVisible)
    {
        using var any = new MemoryStream();
        ProtoWriter.WriteBytes(any, 1, System.Text.Encoding.ASCII.GetBytes(Text(contract.GetProperty("parameter"), "type_url")));
        var body = new ProtoWriter(isVisible).Write(definition.Message, value, definition.Name);
        if (body.Length > 0)
        {
            ProtoWriter.WriteBytes(any, 2, body);
        }

        using var call = new MemoryStream();
        ProtoWriter.WriteNumber(call, 1, definition.Type);
        ProtoWriter.WriteBytes(call, 2, any.ToArray());
        ProtoWriter.WriteNumber(call, 5, contract.Optional("Permission_id") is null ? 0 : contract.Number("Permission_id", int.MaxValue, Place));

        using var bytes = new MemoryStream();
        WriteHex(bytes, 1, raw, "ref_block_bytes");
        ProtoWriter.WriteNumber(bytes, 3, Number(raw, "ref_block_num"));
        WriteHex(bytes, 4, raw, "ref_block_hash");
        ProtoWriter.WriteNumber(bytes, 8, Number(raw, "expiration"));
        WriteHex(bytes, 10, raw, "data");
        ProtoWriter.WriteBytes(bytes, 11, call.ToArray());
        ProtoWriter.WriteNumber(bytes, 14, Number(raw, "timestamp"));
        ProtoWriter.WriteNumber(bytes, 18, Number(raw, "fee_limit"));
        return bytes.ToArray();
    }

    private static void WriteHex(Stream stream, int field, JsonElement owner, string name)
    {
        var bytes = owner.Hex(name, Place);
        if (bytes.Length > 0)
        {
            ProtoWriter.WriteBytes(stream, field, bytes);
        }
    }

    private static long Number(JsonElement owner, string name) => owner.Optional(name) is null ? 0 : owner.Number(name, long.MaxValue, Place);

    private static string Text(JsonElement owner, string name) => owner.Optional(name) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : throw Invalid($"{name} is missing");

    private static void RefuseUnknown(JsonElement owner, string[] members, string place)
    {
        if (owner.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !members.Contains(name)) is { } unknown)
        {
            throw new RefusedException($"{place}: '{(unknown.Length <= 60 && unknown.All(char.IsAsciiLetterOrDigit) ? unknown : "?")}' is not a member that is known here.");
        }
    }

    private static RefusedException Invalid(string why) => new($"Invalid transaction: {why}.");

    /// <summary>Whether it has expired by now only the network says; but one that was never alive is somebody's mistake.</summary>
    private void CheckLife()
    {
        if (Expiration <= Number(Raw, "timestamp"))
        {
            throw Invalid("it expires before its own timestamp");
        }
    }
}
