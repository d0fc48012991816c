using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Operations;

/// <summary>When a balance may be claimed (CAP-23).</summary>
internal static class ClaimPredicate
{
    /// <summary>Reads a condition and says it in words.</summary>
    public static string Read(XdrReader reader) => reader.Nested(ReadOne);

    private static string ReadOne(XdrReader reader) => reader.UInt32() switch
    {
        0 => "at any time",
        1 => Two(reader, "and"),
        2 => Two(reader, "or"),
        3 => $"not {reader.Optional(Read) ?? throw XdrReader.Malformed("a condition is missing")}",
        4 => $"before {Words.Time(Values.NotNegative(reader))}",
        5 => $"within {Values.NotNegative(reader)} seconds",
        _ => throw XdrReader.Malformed("a condition of an unknown type"),
    };

    private static string Two(XdrReader reader, string word) => reader.List(2, Read) is [var first, var second]
        ? $"({first} {word} {second})"
        : throw XdrReader.Malformed("a condition of two lacks one");
}
