using System.Text;
using TatumKms.Chains.Xlm;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>The test cases of SEP-23 (stellar/stellar-protocol @ 0b2754e08684, ecosystem/sep-0023.md).</summary>
public sealed class StrKeyTests
{
    private const string Key = "3f0c34bf93ad0d9971d04ccc90f705511c838aad9734a4a2fb0d7a03fc7fe89a";

    [Theory]
    [InlineData(StrKey.Account, Key, "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ")]
    [InlineData(StrKey.MuxedAccount, Key + "0000000000000000", "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ")]
    [InlineData(StrKey.MuxedAccount, Key + "8000000000000000", "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK")]
    [InlineData(
        StrKey.SignedPayload,
        Key + "000000200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
        "PA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAQACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB6IBZGM")]
    [InlineData(
        StrKey.SignedPayload,
        Key + "0000001d0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d000000",
        "PA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAOQCAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUAAAAFGBU")]
    [InlineData(StrKey.Contract, Key, "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA")]
    [InlineData(StrKey.LiquidityPool, Key, "LA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUPJN")]
    [InlineData(StrKey.ClaimableBalance, "00" + Key, "BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TU")]
    public void A_value_has_the_text_of_the_specification_and_the_text_the_value(byte version, string hex, string text)
    {
        var value = Convert.FromHexString(hex);
        var back = new byte[value.Length];

        Assert.Equal(text, StrKey.Encode(version, value));
        Assert.True(StrKey.TryDecodeUtf8(version, Encoding.ASCII.GetBytes(text), back));
        Assert.Equal(value, back);
    }

    // The invalid cases on what is inside a signed payload or a claimable balance are not here: those texts are never read.
    [Theory]
    [InlineData("GAAAAAAAACGC6", "5 bytes")]
    [InlineData("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUR", "an unused bit is set")]
    [InlineData("GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZA", "a character too many")]
    [InlineData("GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUACUSI", "36 bytes")]
    [InlineData("G47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVP2I", "another algorithm")]
    [InlineData("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLKA", "a character too many")]
    [InlineData("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAAV75I", "44 bytes")]
    [InlineData("M47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ", "another algorithm")]
    [InlineData("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUK===", "padding")]
    [InlineData("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUO", "the checksum")]
    [InlineData("BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TV", "unused bits are set")]
    [InlineData("", "nothing")]
    public void An_invalid_text_is_no_value(string text, string why)
    {
        var utf8 = Encoding.ASCII.GetBytes(text);

        Assert.False(StrKey.TryDecodeUtf8(StrKey.Account, utf8, new byte[32]), why);
        Assert.False(StrKey.TryDecodeUtf8(StrKey.MuxedAccount, utf8, new byte[40]), why);
        Assert.False(StrKey.TryDecodeUtf8(StrKey.ClaimableBalance, utf8, new byte[33]), why);
    }

    [Theory]
    [InlineData("00000000" + Key, "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ")]
    [InlineData("000001000000000000000000" + Key, "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ")]
    [InlineData("000001008000000000000000" + Key, "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK")]
    public void An_account_of_a_transaction_has_the_address_of_the_specification(string xdr, string address)
    {
        var account = Values.MuxedAccount(new XdrReader(Convert.FromHexString(xdr)));

        Assert.Equal(address, account.Text);
        Assert.Equal("GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ", account.Id);
    }
}
