using System.Collections.Frozen;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>Which codec a field's values have.</summary>
internal static class ValueCodecs
{
    private static readonly FrozenDictionary<string, IValueCodec> ByType = new Dictionary<string, IValueCodec>
    {
        ["UInt8"] = new UnsignedCodec(1),
        ["UInt16"] = new UnsignedCodec(2),
        ["UInt32"] = new UnsignedCodec(4),
        ["UInt64"] = new UInt64Codec(isDecimal: false),
        ["Int32"] = new SignedCodec(),
        ["UInt96"] = new HexCodec(12),
        ["Hash128"] = new HexCodec(16),
        ["Hash160"] = new HexCodec(20),
        ["Hash192"] = new HexCodec(24),
        ["Hash256"] = new HexCodec(32),
        ["Hash384"] = new HexCodec(48),
        ["Hash512"] = new HexCodec(64),
        ["Amount"] = new AmountCodec(),
        ["Blob"] = new HexCodec(),
        ["AccountID"] = new AccountCodec(),
        ["Number"] = new NumberCodec(),
        ["PathSet"] = new PathSetCodec(),
        ["Vector256"] = new HashListCodec(),
        ["Issue"] = new IssueCodec(),
        ["XChainBridge"] = new BridgeCodec(),
        ["Currency"] = new CurrencyCodec(),
        [XrplField.ObjectType] = new ObjectCodec(),
        [XrplField.ArrayType] = new ArrayCodec(),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, IValueCodec> ByField = new Dictionary<string, IValueCodec>
    {
        ["TransactionType"] = new NameCodec(XrplDefinitions.Current.TransactionTypes, 2),
        ["LedgerEntryType"] = new NameCodec(XrplDefinitions.Current.LedgerEntryTypes, 2),
        ["PermissionValue"] = new NameCodec(NameCodec.Permissions, 4),
        ["FeeAmountDelta"] = new AmountCodec(isSigned: true),
    }.ToFrozenDictionary();

    private static readonly UInt64Codec DecimalUInt64 = new(isDecimal: true);

    /// <summary>Marks, and what only the results of transactions have.</summary>
    private static readonly FrozenSet<string> NotInObjects = new[] { "ObjectEndMarker", "ArrayEndMarker", "TransactionResult" }.ToFrozenSet();

    /// <summary>The codec of a field, or nothing for fields that cannot stand in a transaction.</summary>
    public static IValueCodec? Of(XrplField field) =>
        ByField.TryGetValue(field.Name, out var own) ? own
        : UInt64Codec.IsDecimal(field.Name) ? DecimalUInt64
        : NotInObjects.Contains(field.Name) ? null
        : ByType.GetValueOrDefault(field.Type);
}
