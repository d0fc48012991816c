namespace TatumKms.Chains.Evm.Transactions;

/// <summary>The forms that transactions are written in; the number is the first byte of the typed ones (EIP-2718).</summary>
internal enum EvmTransactionType
{
    /// <summary>The first form, with the chain id in the signature (EIP-155) or without.</summary>
    Legacy = 0,

    /// <summary>With an access list (EIP-2930).</summary>
    AccessList = 1,

    /// <summary>With two prices (EIP-1559).</summary>
    DynamicFee = 2,

    /// <summary>Celo's with two prices and a currency for fees (CIP-64).</summary>
    CeloDynamicFee = 0x7b,

    /// <summary>Celo's first form, with a currency for fees and a gateway; no byte stands before it.</summary>
    CeloLegacy = 0x100,
}

/// <summary>Numbers of typed transactions.</summary>
internal static class EvmTransactionTypes
{
    /// <summary>Stands before Ethereum's typed transactions on Klaytn.</summary>
    public const byte KlaytnEnvelope = 0x78;
}
