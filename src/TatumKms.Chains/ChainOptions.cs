namespace TatumKms.Chains;

/// <summary>What the owner may set for all chains; nothing set means each chain's own default.</summary>
public sealed record ChainOptions
{
    /// <summary>
    /// The part of what is spent that a fee may be, in percent, 0 to 100. A fee is refused when it is above this and above
    /// <see cref="MaxFeeRate"/>. Has no effect on chains that limit the rate alone.
    /// </summary>
    public int? MaxFeePercent { get; init; }

    /// <summary>The most base units that a fee may be for each virtual byte.</summary>
    public long? MaxFeeRate { get; init; }

    /// <summary>The most gwei that a unit of gas may cost on chains of the Ethereum family.</summary>
    public long? MaxGasPrice { get; init; }

    /// <summary>The most gas that a transaction may use on chains of the Ethereum family.</summary>
    public long? MaxGas { get; init; }
}
