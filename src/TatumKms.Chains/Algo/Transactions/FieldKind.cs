namespace TatumKms.Chains.Algo.Transactions;

/// <summary>How a member of an algosdk Transaction becomes a field of the signed one.</summary>
internal enum FieldKind
{
    /// <summary>A whole number up to the field's limit.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Text; the limit is in bytes of UTF-8.</summary>
    Text,

    /// <summary>Bytes up to the limit.</summary>
    Bytes,

    /// <summary>As many bytes as the limit says, or none; zeros are none.</summary>
    FixedBytes,

    /// <summary>The genesis hash: 32 bytes, also as Base64.</summary>
    GenesisHash,

    /// <summary>An address; the zero address is left out.</summary>
    Address,

    /// <summary>An address that must not be the zero address, because leaving it out would change what the transaction does.</summary>
    NonZeroAddress,

    /// <summary>Several byte strings, each up to the limit.</summary>
    ByteList,

    /// <summary>Several addresses.</summary>
    AddressList,

    /// <summary>Several numbers.</summary>
    NumberList,

    /// <summary>Boxes of applications: <c>[{"appIndex":…,"name":…}]</c>.</summary>
    Boxes,
}
