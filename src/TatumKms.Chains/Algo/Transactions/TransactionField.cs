namespace TatumKms.Chains.Algo.Transactions;

/// <summary>A member of an algosdk Transaction and the field of the signed transaction that it becomes.</summary>
/// <param name="Member">The member's name in the JSON.</param>
/// <param name="Key">The field's name in MessagePack.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Limit">The highest number, or the greatest length.</param>
/// <param name="Within">The name of the inner map that the field is in, where it is in one.</param>
/// <param name="IsRequired">Whether the SDK always writes the member for the type.</param>
internal sealed record TransactionField(string Member, string Key, FieldKind Kind, ulong Limit = AlgoJson.MaxNumber, string? Within = null, bool IsRequired = false)
{
    private const int MaxNote = 1024, MaxProgram = 8192, MaxArgument = 2048;

    /// <summary>The types of transactions that are signed, and the fields that each adds to the common ones.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<TransactionField>> Types = new Dictionary<string, IReadOnlyList<TransactionField>>
    {
        ["pay"] =
        [
            new("to", "rcv", FieldKind.Address, IsRequired: true),
            new("amount", "amt", FieldKind.Number, IsRequired: true),
            new("closeRemainderTo", "close", FieldKind.NonZeroAddress),
        ],
        ["axfer"] =
        [
            new("to", "arcv", FieldKind.Address, IsRequired: true),
            new("amount", "aamt", FieldKind.Number, IsRequired: true),
            new("assetIndex", "xaid", FieldKind.Number, IsRequired: true),
            new("closeRemainderTo", "aclose", FieldKind.NonZeroAddress),
            new("assetRevocationTarget", "asnd", FieldKind.NonZeroAddress),
        ],
        ["acfg"] =
        [
            new("assetIndex", "caid", FieldKind.Number),
            new("assetTotal", "t", FieldKind.Number, Within: "apar"),
            new("assetDecimals", "dc", FieldKind.Number, 19, "apar"),
            new("assetDefaultFrozen", "df", FieldKind.Flag, Within: "apar"),
            new("assetUnitName", "un", FieldKind.Text, 8, "apar"),
            new("assetName", "an", FieldKind.Text, 32, "apar"),
            new("assetURL", "au", FieldKind.Text, 96, "apar"),
            new("assetMetadataHash", "am", FieldKind.FixedBytes, 32, "apar"),
            new("assetManager", "m", FieldKind.Address, Within: "apar"),
            new("assetReserve", "r", FieldKind.Address, Within: "apar"),
            new("assetFreeze", "f", FieldKind.Address, Within: "apar"),
            new("assetClawback", "c", FieldKind.Address, Within: "apar"),
        ],
        ["afrz"] =
        [
            new("freezeAccount", "fadd", FieldKind.NonZeroAddress, IsRequired: true),
            new("assetIndex", "faid", FieldKind.Number, IsRequired: true),
            new("freezeState", "afrz", FieldKind.Flag, IsRequired: true),
        ],
        ["keyreg"] =
        [
            new("voteKey", "votekey", FieldKind.FixedBytes, 32),
            new("selectionKey", "selkey", FieldKind.FixedBytes, 32),
            new("stateProofKey", "sprfkey", FieldKind.FixedBytes, 64),
            new("voteFirst", "votefst", FieldKind.Number),
            new("voteLast", "votelst", FieldKind.Number),
            new("voteKeyDilution", "votekd", FieldKind.Number),
            new("nonParticipation", "nonpart", FieldKind.Flag),
        ],
        ["appl"] =
        [
            new("appIndex", "apid", FieldKind.Number, IsRequired: true),
            new("appOnComplete", "apan", FieldKind.Number, 5, IsRequired: true),
            new("appLocalInts", "nui", FieldKind.Number, 64, "apls"),
            new("appLocalByteSlices", "nbs", FieldKind.Number, 64, "apls"),
            new("appGlobalInts", "nui", FieldKind.Number, 64, "apgs"),
            new("appGlobalByteSlices", "nbs", FieldKind.Number, 64, "apgs"),
            new("appApprovalProgram", "apap", FieldKind.Bytes, MaxProgram),
            new("appClearProgram", "apsu", FieldKind.Bytes, MaxProgram),
            new("appArgs", "apaa", FieldKind.ByteList, MaxArgument),
            new("appAccounts", "apat", FieldKind.AddressList),
            new("appForeignApps", "apfa", FieldKind.NumberList),
            new("appForeignAssets", "apas", FieldKind.NumberList),
            new("boxes", "apbx", FieldKind.Boxes, 64),
            new("extraPages", "apep", FieldKind.Number, 3),
        ],
    };

    /// <summary>The fields of every type, but for the type itself.</summary>
    public static readonly IReadOnlyList<TransactionField> Common =
    [
        new("from", "snd", FieldKind.NonZeroAddress, IsRequired: true),
        new("fee", "fee", FieldKind.Number, IsRequired: true),
        new("firstRound", "fv", FieldKind.Number, IsRequired: true),
        new("lastRound", "lv", FieldKind.Number, IsRequired: true),
        new("note", "note", FieldKind.Bytes, MaxNote),
        new("genesisID", "gen", FieldKind.Text, 64),
        new("genesisHash", "gh", FieldKind.GenesisHash, 32, IsRequired: true),
        new("lease", "lx", FieldKind.FixedBytes, 32),
        new("group", "grp", FieldKind.FixedBytes, 32),
        new("reKeyTo", "rekey", FieldKind.NonZeroAddress),
    ];
}
