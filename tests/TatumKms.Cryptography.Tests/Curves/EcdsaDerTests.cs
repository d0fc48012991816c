using System.Numerics;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class EcdsaDerTests
{
    [Theory]
    [InlineData("0", "0", "3006020100020100")]
    [InlineData("1", "7F", "300602010102017f")]
    [InlineData("80", "FF", "3008020200800202 00ff")]
    [InlineData("0100", "7FFF", "300802020100 02027fff")]
    public void Encode_writes_the_shortest_integers(string r, string s, string der)
    {
        var compact = Compact(r, s);
        var expected = Convert.FromHexString(der.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(expected, EcdsaDer.Encode(compact));
        Assert.True(EcdsaDer.TryDecode(expected, out var decoded));
        Assert.Equal(compact, decoded);
    }

    [Fact]
    public void The_longest_signature_has_72_bytes()
    {
        var compact = new byte[64];
        compact.AsSpan().Fill(0xff);
        var der = EcdsaDer.Encode(compact);
        Assert.Equal(72, der.Length);
        Assert.True(EcdsaDer.TryDecode(der, out var decoded));
        Assert.Equal(compact, decoded);
    }

    [Fact]
    public void Encode_WhenTheSignatureIsNot64Bytes_Throws() =>
        Assert.Throws<ArgumentException>(() => EcdsaDer.Encode(new byte[63]));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("3006020101", "cut off")]
    [InlineData("30060201010201", "cut off before the last byte")]
    [InlineData("300602010102010100", "a byte too much after the sequence")]
    [InlineData("30070201010201010 0", "a byte too much in the sequence")]
    [InlineData("3106020101020101", "not a sequence")]
    [InlineData("3006030101020101", "r is not an integer")]
    [InlineData("3006020101030101", "s is not an integer")]
    [InlineData("300702020001020101", "r is padded")]
    [InlineData("300702010102020001", "s is padded")]
    [InlineData("3006020181020101", "r is negative")]
    [InlineData("3006020101020181", "s is negative")]
    [InlineData("30050200020101", "r is empty")]
    [InlineData("3005020101 0200", "s is empty")]
    [InlineData("308106020101020101", "the length is in the long form")]
    [InlineData("3080020101020101 0000", "the length is indefinite")]
    [InlineData("300602050102 0101", "r runs over the end")]
    public void TryDecode_WhenTheFormIsNotBip66s_IsFalse(string der, string why)
    {
        Assert.False(EcdsaDer.TryDecode(Convert.FromHexString(der.Replace(" ", "", StringComparison.Ordinal)), out var compact), why);
        Assert.Empty(compact);
    }

    [Fact]
    public void TryDecode_WhenAnIntegerHas257Bits_IsFalse()
    {
        byte[] tooLong = [0x30, 0x26, 0x02, 0x21, 0x01, .. new byte[32], 0x02, 0x01, 0x01];
        Assert.False(EcdsaDer.TryDecode(tooLong, out _));
    }

    private static byte[] Compact(string r, string s) => [.. Scalars.Bytes(Parse(r)), .. Scalars.Bytes(Parse(s))];

    private static BigInteger Parse(string hex) =>
        BigInteger.Parse("0" + hex, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
}
