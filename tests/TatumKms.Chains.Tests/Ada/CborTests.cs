using System.Security.Cryptography;
using TatumKms.Chains.Ada.Cbor;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>CBOR has one form here.</summary>
public sealed class CborTests
{
    // RFC 8949, appendix A.
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(23UL, "17")]
    [InlineData(24UL, "1818")]
    [InlineData(255UL, "18ff")]
    [InlineData(256UL, "190100")]
    [InlineData(1000000UL, "1a000f4240")]
    [InlineData(1000000000000UL, "1b000000e8d4a51000")]
    [InlineData(ulong.MaxValue, "1bffffffffffffffff")]
    public void A_number_takes_its_shortest_form(ulong number, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(new CborWriter().Unsigned(number).ToArray()));
        Assert.Equal(number, new CborReader(Convert.FromHexString(hex)).ReadUnsigned());
    }

    [Theory]
    [InlineData("f97c00")] // infinity
    [InlineData("fb3ff199999999999a")] // 1.1
    [InlineData("f4")]
    [InlineData("3903e7")] // -1000
    [InlineData("c11a514b67b0")] // a tag
    [InlineData("a26161016162820203")]
    [InlineData("64f0908591")] // four bytes of one character
    public void An_item_of_any_kind_can_be_kept_as_it_is(string hex)
    {
        var reader = new CborReader(Convert.FromHexString(hex));

        Assert.Equal(hex, Convert.ToHexStringLower(reader.ReadItem()));
        reader.End();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1817")] // numbers that would be shorter
    [InlineData("1900ff")]
    [InlineData("1a0000ffff")]
    [InlineData("1b00000000ffffffff")]
    [InlineData("5f41004100ff")] // without a length
    [InlineData("9f01ff")]
    [InlineData("bf6161ff")]
    [InlineData("1c")] // reserved
    [InlineData("4201")] // longer than there is
    [InlineData("9affffffff")]
    [InlineData("bbffffffffffffffff")]
    [InlineData("8181818181818181818181818181818181818101")] // too deep
    public void Items_that_are_malformed_are_refused(string hex) => Assert.Throws<FormatException>(() =>
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        reader.ReadItem();
    });

    [Fact]
    public void Text_must_be_UTF_8() => Assert.Throws<FormatException>(() => new CborReader([0x61, 0xFF]).ReadText());

    [Fact]
    public void An_item_of_another_kind_is_refused() => Assert.Throws<FormatException>(() => new CborReader([0x00]).ReadBytes());

    [Fact]
    public void Another_tag_is_refused() => Assert.Throws<FormatException>(() => new CborReader([0xC1, 0x00]).TryReadTag(258));

    [Fact]
    public void No_bytes_lead_to_another_exception()
    {
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(20));
            try
            {
                new CborReader(bytes).ReadItem();
            }
            catch (FormatException)
            {
                // Noise is no CBOR.
            }
        }
    }
}
