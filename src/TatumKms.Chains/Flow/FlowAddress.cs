using System.Buffers.Binary;
using System.Globalization;

namespace TatumKms.Chains.Flow;

/// <summary>An account of Flow: 8 bytes, which say nothing about its keys.</summary>
/// <param name="Value">The bytes as a big-endian number.</param>
internal readonly record struct FlowAddress(ulong Value)
{
    private const int HexDigits = 16;

    /// <summary>The 8 bytes, leading zeros included.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>16 hexadecimal digits in lower case, as the access node writes it.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads 16 hexadecimal digits behind <c>0x</c>.</summary>
    public static bool TryParse(string text, out FlowAddress address)
    {
        var valid = text.Length == HexDigits + 2 && text.StartsWith("0x", StringComparison.Ordinal);
        return TryParseDigits(valid ? text[2..] : "", out address);
    }

    /// <summary>Reads 16 hexadecimal digits without a prefix.</summary>
    public static bool TryParseDigits(string text, out FlowAddress address)
    {
        var valid = text.Length == HexDigits && text.All(char.IsAsciiHexDigit);
        address = valid ? new FlowAddress(ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)) : default;
        return valid;
    }
}
