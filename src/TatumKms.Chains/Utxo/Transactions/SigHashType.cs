namespace TatumKms.Chains.Utxo.Transactions;

/// <summary>The parts of a transaction that a signature covers: the byte behind a signature.</summary>
[Flags]
internal enum SigHashType : byte
{
    /// <summary>Taproot only: all, without a byte behind the signature (BIP-341).</summary>
    Default = 0x00,

    /// <summary>All inputs and outputs; the only type that this product signs with outside taproot.</summary>
    All = 0x01,

    /// <summary>No output.</summary>
    None = 0x02,

    /// <summary>The output at the input's position.</summary>
    Single = 0x03,

    /// <summary>Bitcoin Cash's mark against replay on Bitcoin; always set there.</summary>
    ForkId = 0x40,

    /// <summary>Only this input.</summary>
    AnyoneCanPay = 0x80,
}
