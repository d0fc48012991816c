using System.Security.Cryptography;
using System.Text;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Encodings;

public sealed class Base58Tests
{
    // Bitcoin Core's src/test/data/base58_encode_decode.json.
    [Theory]
    [InlineData("", "")]
    [InlineData("61", "2g")]
    [InlineData("626262", "a3gV")]
    [InlineData("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2")]
    [InlineData("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L")]
    [InlineData("516b6fcd0f", "ABnLTmg")]
    [InlineData("ecac89cad93923c02321", "EJDM8drfXA6uyA")]
    [InlineData("00000000000000000000", "1111111111")]
    public void Base58_encodes_and_decodes(string hex, string text)
    {
        Assert.Equal(text, Base58.Encode(Convert.FromHexString(hex)));
        Assert.True(Base58.TryDecode(text, out var data));
        Assert.Equal(hex, Convert.ToHexStringLower(data));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("O")]
    [InlineData("I")]
    [InlineData("l")]
    [InlineData("2g ")]
    [InlineData(" 2g")]
    [InlineData("2\u00e9g")]
    [InlineData("\uff12g")]
    public void Base58_WhenACharacterIsForeign_IsRefused(string text)
    {
        Assert.False(Base58.TryDecode(text, out var data));
        Assert.Empty(data);
        Assert.False(Base58.TryDecode(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void Base58_returns_what_it_was_given_for_every_length()
    {
        for (var length = 0; length <= 200; length++)
        {
            var data = RandomNumberGenerator.GetBytes(length);
            data.AsSpan(0, length / 4).Clear();
            Assert.True(Base58.TryDecode(Base58.Encode(data), out var decoded));
            Assert.Equal(data, decoded);
            data.AsSpan().Fill(0xff);
            Assert.True(Base58.TryDecode(Base58.EncodeToUtf8(data), out decoded));
            Assert.Equal(data, decoded);
        }
    }

    [Fact]
    public void Base58Check_with_the_alphabet_of_Ripple_writes_the_genesis_account()
    {
        // The account of the secret "masterpassphrase": https://xrpl.org/docs/concepts/accounts/addresses#special-addresses
        const string Address = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";
        Assert.True(Base58Check.TryDecode(Address, out var payload, Base58Alphabet.Ripple));
        Assert.Equal("00b5f762798a53d543a014caf8b297cff8f2f937e8", Convert.ToHexStringLower(payload));
        Assert.Equal(Address, Base58Check.Encode(payload, Base58Alphabet.Ripple));
        Assert.False(Base58Check.TryDecode(Address, out _));
    }

    [Fact]
    public void Base58Check_reads_the_valid_keys_of_Bitcoin_Core()
    {
        var list = new Checklist();
        foreach (var vector in TestData.Json("nbitcoin/base58_keys_valid.json").EnumerateArray())
        {
            var (text, expected, metadata) = (vector[0].GetString()!, vector[1].Hex(), vector[2]);
            var isKey = metadata.GetProperty("isPrivkey").GetBoolean();
            byte[] suffix = isKey && metadata.GetProperty("isCompressed").GetBoolean() ? [1] : [];
            var decoded = Base58Check.TryDecode(text, out var payload);
            list.Check(text, decoded && payload.AsSpan(1).SequenceEqual([.. expected, .. suffix]) && Base58Check.Encode(payload) == text);
        }

        list.AssertAll(expectedCount: 50);
    }

    [Fact]
    public void Base58Check_reads_no_valid_key_from_the_invalid_keys_of_Bitcoin_Core()
    {
        var list = new Checklist();
        foreach (var vector in TestData.Json("nbitcoin/base58_keys_invalid.json").EnumerateArray())
        {
            // Some have a right checksum and a wrong version or length, which is the chains' to refuse.
            var text = vector[0].GetString()!;
            list.Check(text, !Base58Check.TryDecode(text, out var payload) || !IsBitcoinKey(payload));
        }

        list.AssertAll(expectedCount: 50);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("2g")]
    [InlineData("3QJmnj")]
    [InlineData("1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9M")]
    public void Base58Check_WhenTheChecksumIsMissingOrWrong_IsRefused(string text)
    {
        Assert.False(Base58Check.TryDecode(text, out var payload));
        Assert.Empty(payload);
    }

    private static bool IsBitcoinKey(byte[] payload) => payload.Length > 0 && payload[0] switch
    {
        0 or 5 or 111 or 196 => payload.Length == 21,
        128 or 239 => payload.Length == 33 || (payload.Length == 34 && payload[^1] == 1),
        _ => false,
    };
}
