namespace TatumKms.Cryptography.Encodings;

/// <summary>BIP-173's BCH code over GF(32), with the final constant of either variant.</summary>
internal static class Bech32Checksum
{
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static uint Constant(Bech32Variant variant) => variant == Bech32Variant.Bech32 ? 1u : 0x2bc830a3u;

    /// <summary>The remainder of the text, whose last six groups are the checksum (or zeros while it is made).</summary>
    public static uint Compute(string hrp, ReadOnlySpan<byte> groups)
    {
        var remainder = 1u;
        foreach (var character in hrp)
        {
            remainder = Step(remainder, (uint)character >> 5);
        }

        remainder = Step(remainder, 0);
        foreach (var character in hrp)
        {
            remainder = Step(remainder, (uint)character & 31);
        }

        foreach (var group in groups)
        {
            remainder = Step(remainder, group);
        }

        return remainder;
    }

    /// <summary>The variant whose checksum the groups end with, or nothing.</summary>
    public static Bech32Variant? VariantOf(string hrp, ReadOnlySpan<byte> groups)
    {
        var remainder = Compute(hrp, groups);
        return remainder == Constant(Bech32Variant.Bech32) ? Bech32Variant.Bech32
            : remainder == Constant(Bech32Variant.Bech32m) ? Bech32Variant.Bech32m
            : null;
    }

    private static uint Step(uint remainder, uint value)
    {
        var top = remainder >> 25;
        remainder = ((remainder & 0x1ffffff) << 5) ^ value;
        for (var i = 0; i < Generator.Length; i++)
        {
            if (((top >> i) & 1) == 1)
            {
                remainder ^= Generator[i];
            }
        }

        return remainder;
    }
}
