using System.Security.Cryptography;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Encodings;

public sealed class Bech32Tests
{
    [Theory]
    [InlineData("bech32", Bech32Variant.Bech32)]
    [InlineData("bech32m", Bech32Variant.Bech32m)]
    public void Bech32_reads_and_writes_the_valid_texts(string list, Bech32Variant expected)
    {
        var checklist = new Checklist();
        foreach (var vector in TestData.Json("bips/bip-0173-0350.json").GetProperty(list).GetProperty("valid").EnumerateArray())
        {
            var text = vector.GetString()!;
            var lowerCase = text.ToLowerInvariant();
            var decoded = Bech32.TryDecode(text, out var hrp, out var groups, out var variant);
            checklist.Check(text, decoded && variant == expected && Bech32.Encode(hrp, groups, variant) == lowerCase);
        }

        checklist.AssertAll(expectedCount: 7);
    }

    [Theory]
    [InlineData("bech32", 12)]
    [InlineData("bech32m", 14)]
    public void Bech32_refuses_the_invalid_texts(string list, int count)
    {
        var checklist = new Checklist();
        foreach (var vector in TestData.Json("bips/bip-0173-0350.json").GetProperty(list).GetProperty("invalid").EnumerateArray())
        {
            var text = vector.GetString()!;
            checklist.Check(text, !Bech32.TryDecode(text, out var hrp, out var groups, out _) && hrp.Length + groups.Length == 0);
        }

        checklist.AssertAll(count);
    }

    [Theory]
    [InlineData("A12uEL5L")]
    [InlineData("a12UEL5L")]
    [InlineData("")]
    [InlineData("1")]
    public void TryDecode_WhenCasesMixOrPartsAreMissing_IsFalse(string text) =>
        Assert.False(Bech32.TryDecode(text, out _, out _, out _));

    [Fact]
    public void TryDecode_WhenAKelvinSignStandsForAK_IsFalse()
    {
        var text = Bech32.Encode("k", [22, 22, 22], Bech32Variant.Bech32);
        Assert.True(Bech32.TryDecode(text, out _, out _, out _));
        Assert.False(Bech32.TryDecode(text.Replace('k', '\u212a'), out _, out _, out _));
        Assert.False(Bech32.TryDecode("\u212a" + text[1..], out _, out _, out _));
        Assert.False(Bech32.TryDecode(text.ToUpperInvariant().Replace('K', '\u212a'), out _, out _, out _));
    }

    [Fact]
    public void TryDecode_WhenTheCallerAllowsLongerTexts_ReadsThem()
    {
        var text = Bech32.Encode("addr", new byte[92], Bech32Variant.Bech32, maxLength: 200);
        Assert.Equal(103, text.Length);
        Assert.False(Bech32.TryDecode(text, out _, out _, out _));
        Assert.True(Bech32.TryDecode(text, out _, out var groups, out _, maxLength: 103));
        Assert.Equal(92, groups.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bc")]
    [InlineData("b c")]
    [InlineData("b\u00e9")]
    public void Encode_WhenTheHumanReadablePartIsNot_Throws(string hrp) =>
        Assert.Throws<ArgumentException>(() => Bech32.Encode(hrp, [0], Bech32Variant.Bech32));

    [Fact]
    public void Encode_WhenAGroupHasMoreThanFiveBits_Throws() =>
        Assert.Throws<ArgumentException>(() => Bech32.Encode("bc", [32], Bech32Variant.Bech32));

    [Fact]
    public void Encode_WhenTheTextWouldBeTooLong_Throws()
    {
        Assert.Equal(90, Bech32.Encode("bc", new byte[81], Bech32Variant.Bech32).Length);
        Assert.Throws<ArgumentException>(() => Bech32.Encode("bc", new byte[82], Bech32Variant.Bech32));
    }

    [Fact]
    public void FiveBitGroups_return_what_they_were_given_for_every_length()
    {
        for (var length = 0; length <= 70; length++)
        {
            var data = RandomNumberGenerator.GetBytes(length);
            Assert.True(FiveBitGroups.TryToBytes(FiveBitGroups.FromBytes(data), out var back));
            Assert.Equal(data, back);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 1 })]
    [InlineData(new byte[] { 32, 0 })]
    [InlineData(new byte[] { 0, 0, 0 })]
    public void FiveBitGroups_WhenPaddingOrValuesAreWrong_AreRefused(byte[] groups) =>
        Assert.False(FiveBitGroups.TryToBytes(groups, out _));
}
