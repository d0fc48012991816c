using System.Collections.Frozen;
using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// The numbers of the protocol, read from <c>definitions.json</c>, which has the shape of a server's answer to
/// <c>server_definitions</c>: https://xrpl.org/docs/references/http-websocket-apis/public-api-methods/server-info-methods/server_definitions.
/// </summary>
internal sealed class XrplDefinitions
{
    private const string Resource = "xrpl-definitions.json";
    private const string CommonFormat = "common", UniversalFlags = "universal";
    private const int RequiredMember = 0;
    private readonly FrozenDictionary<string, FrozenDictionary<string, bool>> _formats;
    private readonly FrozenDictionary<string, FrozenDictionary<string, long>> _flags;

    private XrplDefinitions(JsonElement json)
    {
        var types = Numbers(json.GetProperty("TYPES"));
        Fields = json.GetProperty("FIELDS").EnumerateArray().Select(pair => Field(pair, types)).ToFrozenDictionary(field => field.Name);
        ByOrdinal = Fields.Values.Where(field => field.IsSerialized).ToFrozenDictionary(field => field.Ordinal);
        TransactionTypes = Numbers(json.GetProperty("TRANSACTION_TYPES"));
        LedgerEntryTypes = Numbers(json.GetProperty("LEDGER_ENTRY_TYPES"));
        AccountSetFlags = Numbers(json.GetProperty("ACCOUNT_SET_FLAGS"));
        _flags = json.GetProperty("TRANSACTION_FLAGS").EnumerateObject().ToFrozenDictionary(member => member.Name, member => Numbers(member.Value));
        _formats = json.GetProperty("TRANSACTION_FORMATS").EnumerateObject().ToFrozenDictionary(member => member.Name, member => Format(member.Value));
    }

    /// <summary>Those of this build.</summary>
    public static XrplDefinitions Current { get; } = Load();

    /// <summary>All fields by name.</summary>
    public FrozenDictionary<string, XrplField> Fields { get; }

    /// <summary>The fields that exist in binary, by <see cref="XrplField.Ordinal"/>.</summary>
    public FrozenDictionary<int, XrplField> ByOrdinal { get; }

    /// <summary>Numbers of transaction types.</summary>
    public FrozenDictionary<string, long> TransactionTypes { get; }

    /// <summary>Numbers of ledger entry types.</summary>
    public FrozenDictionary<string, long> LedgerEntryTypes { get; }

    /// <summary>What SetFlag and ClearFlag of an AccountSet can be.</summary>
    public FrozenDictionary<string, long> AccountSetFlags { get; }

    /// <summary>The fields that every transaction can have, and whether it must.</summary>
    public IReadOnlyDictionary<string, bool> CommonFields => _formats[CommonFormat];

    /// <summary>The fields that a type of transaction can have beside the common ones, and whether it must; nothing for an unknown type.</summary>
    public IReadOnlyDictionary<string, bool>? FormatOf(string transactionType) =>
        transactionType != CommonFormat && _formats.TryGetValue(transactionType, out var format) ? format : null;

    /// <summary>The flags of a type of transaction, the universal ones among them, by bit.</summary>
    public IEnumerable<KeyValuePair<string, long>> FlagsOf(string transactionType) =>
        (_flags.GetValueOrDefault(transactionType) ?? Enumerable.Empty<KeyValuePair<string, long>>()).Concat(_flags[UniversalFlags]).OrderBy(flag => flag.Value);

    private static XrplDefinitions Load()
    {
        using var stream = typeof(XrplDefinitions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        using var document = JsonDocument.Parse(stream);
        return new XrplDefinitions(document.RootElement);
    }

    private static FrozenDictionary<string, long> Numbers(JsonElement table) =>
        table.EnumerateObject().ToFrozenDictionary(member => member.Name, member => member.Value.GetInt64());

    private static XrplField Field(JsonElement pair, FrozenDictionary<string, long> types)
    {
        var numbers = pair[1];
        var type = numbers.GetProperty("type").GetString()!;
        return new XrplField(
            pair[0].GetString()!,
            type,
            (int)types[type],
            numbers.GetProperty("nth").GetInt32(),
            numbers.GetProperty("isVLEncoded").GetBoolean(),
            numbers.GetProperty("isSerialized").GetBoolean(),
            numbers.GetProperty("isSigningField").GetBoolean());
    }

    private static FrozenDictionary<string, bool> Format(JsonElement members) => members.EnumerateArray().ToFrozenDictionary(
        member => member.GetProperty("name").GetString()!,
        member => member.GetProperty("optionality").GetInt32() == RequiredMember);
}
