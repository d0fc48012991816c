namespace TatumKms.Chains.Xrp.Codec;

/// <summary>A field of the XRP Ledger's objects.</summary>
/// <param name="Name">The member's name in JSON.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="TypeCode">The number of its type.</param>
/// <param name="Number">Its number within the type.</param>
/// <param name="IsVariableLength">Whether the length stands before the value.</param>
/// <param name="IsSerialized">Whether it exists in binary; the others are a server's additions to JSON.</param>
/// <param name="IsSigned">Whether signatures cover it.</param>
internal sealed record XrplField(string Name, string Type, int TypeCode, int Number, bool IsVariableLength, bool IsSerialized, bool IsSigned)
{
    /// <summary>Names of types with a meaning of their own in the code.</summary>
    public const string ObjectType = "STObject", ArrayType = "STArray";

    /// <summary>The place in the canonical order: by type, then by number.</summary>
    public int Ordinal => OrdinalOf(TypeCode, Number);

    /// <summary>The place of a field with these numbers.</summary>
    public static int OrdinalOf(int typeCode, int number) => (typeCode << 16) | number;
}
