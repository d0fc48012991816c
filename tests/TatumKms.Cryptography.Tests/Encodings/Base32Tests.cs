using System.Security.Cryptography;
using System.Text;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Cryptography.Tests.Encodings;

/// <summary>The examples of RFC 4648, section 10, without their padding.</summary>
public sealed class Base32Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Text_and_bytes_are_those_of_the_RFC(string plain, string text)
    {
        Assert.Equal(text, Base32.Encode(Encoding.ASCII.GetBytes(plain)));
        Assert.Equal(plain, Decode(text));
    }

    [Theory]
    [InlineData("mzxw6", "lower case")]
    [InlineData("MZXW6===", "padding")]
    [InlineData("MZXW1", "a digit that is not of the alphabet")]
    [InlineData("MZX W6", "white space")]
    [InlineData("M", "1 character, which is less than a byte")]
    [InlineData("MZX", "3 characters")]
    [InlineData("MZXW6Y", "6 characters")]
    [InlineData("MZ", "unused bits that are set")]
    [InlineData("MZXW6YTBOJ", "unused bits that are set")]
    public void TryDecodeUtf8_WhenTheTextIsNotTheOneFormOfItsBytes_IsFalse(string text, string why) => Assert.True(Decode(text) is null, why);

    [Fact]
    public void The_destination_must_have_the_right_length()
    {
        Assert.False(Base32.TryDecodeUtf8("MZXW6"u8, new byte[4]));
        Assert.Throws<ArgumentException>(() => Base32.EncodeUtf8("foo"u8, new byte[6]));
    }

    [Fact]
    public void Bytes_of_every_length_come_back()
    {
        for (var length = 0; length < 100; length++)
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            var text = Base32.Encode(bytes);
            var back = new byte[length];

            Assert.Equal(Base32.EncodedLength(length), text.Length);
            Assert.True(Base32.TryDecodeUtf8(Encoding.ASCII.GetBytes(text), back));
            Assert.Equal(bytes, back);
        }
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[Base32.DecodedLength(text.Length)];
        return Base32.TryDecodeUtf8(Encoding.ASCII.GetBytes(text), bytes) ? Encoding.ASCII.GetString(bytes) : null;
    }
}
