using System.Numerics;

namespace TatumKms.Chains.Contracts;

/// <summary>An argument of a call.</summary>
internal abstract record AbiValue
{
    private AbiValue()
    {
    }

    /// <summary>An unsigned number.</summary>
    public sealed record Number(BigInteger Value) : AbiValue;

    /// <summary>20 bytes.</summary>
    public sealed record Address(byte[] Value) : AbiValue;

    /// <summary>True or false.</summary>
    public sealed record Flag(bool Value) : AbiValue;

    /// <summary>Bytes; of text, its UTF-8.</summary>
    public sealed record Bytes(byte[] Value) : AbiValue;

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<AbiValue> Values) : AbiValue;
}
