using System.Globalization;

namespace TatumKms.Chains.Contracts;

/// <summary>A type of Solidity's ABI, of those that the known methods use.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Size">Bits of a number, bytes of a fixed byte string; else 0.</param>
/// <param name="Element">The type of a list's elements.</param>
internal sealed record AbiType(AbiKind Kind, int Size = 0, AbiType? Element = null)
{
    /// <summary>Whether its encoding stands behind an offset.</summary>
    public bool IsDynamic => Kind is AbiKind.Bytes or AbiKind.Text or AbiKind.List;

    /// <summary>The types between the parentheses of a signature: <c>transfer(address,uint256)</c>.</summary>
    public static IReadOnlyList<AbiType> OfSignature(string signature)
    {
        var names = signature[(signature.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        return names.Length == 0 ? [] : [.. names.Split(',').Select(Parse)];
    }

    private static AbiType Parse(string name) => name switch
    {
        _ when name.EndsWith("[]", StringComparison.Ordinal) => new AbiType(AbiKind.List, Element: Parse(name[..^2])),
        "address" => new AbiType(AbiKind.Address),
        "bool" => new AbiType(AbiKind.Flag),
        "string" => new AbiType(AbiKind.Text),
        "bytes" => new AbiType(AbiKind.Bytes),
        _ when name.StartsWith("uint", StringComparison.Ordinal) => new AbiType(AbiKind.Number, int.Parse(name.AsSpan(4), CultureInfo.InvariantCulture)),
        _ when name.StartsWith("bytes", StringComparison.Ordinal) => new AbiType(AbiKind.FixedBytes, int.Parse(name.AsSpan(5), CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"{name} is not a type that is known here."),
    };
}

/// <summary>What a type holds.</summary>
internal enum AbiKind
{
    /// <summary>An unsigned number.</summary>
    Number,

    /// <summary>20 bytes.</summary>
    Address,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>1 to 32 bytes.</summary>
    FixedBytes,

    /// <summary>Any number of bytes.</summary>
    Bytes,

    /// <summary>Text in UTF-8.</summary>
    Text,

    /// <summary>A list.</summary>
    List,
}
