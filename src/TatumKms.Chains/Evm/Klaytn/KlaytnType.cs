namespace TatumKms.Chains.Evm.Klaytn;

/// <summary>Klaytn's own types of transactions that are signed here; the number is their first byte.</summary>
internal enum KlaytnType
{
    /// <summary>Sends KLAY.</summary>
    ValueTransfer = 0x08,

    /// <summary>Sends KLAY; somebody else pays the fee.</summary>
    FeeDelegatedValueTransfer = 0x09,

    /// <summary>Sends KLAY; somebody else pays a part of the fee.</summary>
    FeeDelegatedValueTransferWithRatio = 0x0a,

    /// <summary>Sends KLAY with a memo.</summary>
    ValueTransferMemo = 0x10,

    /// <summary>Deploys a contract.</summary>
    SmartContractDeploy = 0x28,

    /// <summary>Calls a contract.</summary>
    SmartContractExecution = 0x30,

    /// <summary>Calls a contract; somebody else pays the fee.</summary>
    FeeDelegatedSmartContractExecution = 0x31,

    /// <summary>Puts nothing in the place of a transaction that waits.</summary>
    Cancel = 0x38,
}

/// <summary>What the types have.</summary>
internal static class KlaytnTypes
{
    private static readonly Dictionary<string, KlaytnType> Names = new(StringComparer.Ordinal)
    {
        ["VALUE_TRANSFER"] = KlaytnType.ValueTransfer,
        ["FEE_DELEGATED_VALUE_TRANSFER"] = KlaytnType.FeeDelegatedValueTransfer,
        ["FEE_DELEGATED_VALUE_TRANSFER_WITH_RATIO"] = KlaytnType.FeeDelegatedValueTransferWithRatio,
        ["VALUE_TRANSFER_MEMO"] = KlaytnType.ValueTransferMemo,
        ["SMART_CONTRACT_DEPLOY"] = KlaytnType.SmartContractDeploy,
        ["SMART_CONTRACT_EXECUTION"] = KlaytnType.SmartContractExecution,
        ["FEE_DELEGATED_SMART_CONTRACT_EXECUTION"] = KlaytnType.FeeDelegatedSmartContractExecution,
        ["CANCEL"] = KlaytnType.Cancel,
    };

    /// <summary>The type of caver's name, or nothing.</summary>
    public static KlaytnType? Find(string name) => Names.TryGetValue(name, out var type) ? type : null;

    /// <summary>Whether a second party signs and pays.</summary>
    public static bool IsFeeDelegated(this KlaytnType type) =>
        type is KlaytnType.FeeDelegatedValueTransfer or KlaytnType.FeeDelegatedSmartContractExecution || type.HasFeeRatio();

    /// <summary>Whether the fee is shared.</summary>
    public static bool HasFeeRatio(this KlaytnType type) => type == KlaytnType.FeeDelegatedValueTransferWithRatio;

    /// <summary>Whether it has neither recipient nor value.</summary>
    public static bool IsCancel(this KlaytnType type) => type == KlaytnType.Cancel;

    /// <summary>Whether it deploys a contract.</summary>
    public static bool IsDeployment(this KlaytnType type) => type == KlaytnType.SmartContractDeploy;

    /// <summary>Whether it has a memo, call data or code.</summary>
    public static bool HasData(this KlaytnType type) =>
        type is KlaytnType.ValueTransferMemo or KlaytnType.SmartContractExecution or KlaytnType.FeeDelegatedSmartContractExecution || type.IsDeployment();
}
