namespace TatumKms.Chains.Algo.MessagePack;

/// <summary>The first bytes of MessagePack's formats.</summary>
internal static class PackedFormat
{
    /// <summary>Numbers up to this one are their own first byte.</summary>
    public const byte MaxSmallNumber = 0x7F;

    public const byte False = 0xC2, True = 0xC3;

    /// <summary>A number of 8 bits follows; the next three bytes stand for 16, 32 and 64 bits.</summary>
    public const byte Number8 = 0xCC;

    public static readonly Lengths Text = new(0xA0, 31, 0xD9, Has8: true);
    public static readonly Lengths Binary = new(0, -1, 0xC4, Has8: true);
    public static readonly Lengths List = new(0x90, 15, 0xDB, Has8: false);
    public static readonly Lengths Map = new(0x80, 15, 0xDD, Has8: false);

    /// <summary>How a kind of value writes its length.</summary>
    /// <param name="Small">The first byte of length 0 where the length is part of it.</param>
    /// <param name="MaxSmall">The longest such length, -1 where there are none.</param>
    /// <param name="Long8">The first byte before a length of 8 bits; the next two stand for 16 and 32 bits.</param>
    /// <param name="Has8">Whether there are lengths of 8 bits; where there are none, the byte in their place means something else.</param>
    public sealed record Lengths(byte Small, int MaxSmall, byte Long8, bool Has8)
    {
        /// <summary>Whether a first byte has the length in itself.</summary>
        public bool IsSmall(byte first) => first >= Small && first <= Small + MaxSmall;

        /// <summary>Whether a length follows a first byte.</summary>
        public bool IsLong(byte first) => first >= Long8 + (Has8 ? 0 : 1) && first <= Long8 + 2;
    }
}
