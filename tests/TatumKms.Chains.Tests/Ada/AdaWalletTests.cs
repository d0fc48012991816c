using TatumKms.Chains.Ada;
using TatumKms.Chains.Ada.Cbor;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>Keys, entries and addresses.</summary>
public sealed class AdaWalletTests
{
    private const string Old = "18898b626f47560be841b0da8b6ee05be321c9f6a2022d54836d734f30034752aa1f5ce0f8919d7178b24c0f334bff17f4f0c9f582248d6ba7969ec46f0fcc12e90f1ac270b9575eb837a5253df0d466fb1f334835ca63869ac6d80b496868a4f26ef6e130cba8b2478361f8253e6fde4486da28a1e0c018e2ca19d1789acae4";

    [Fact]
    public void A_new_wallet_keeps_mnemonic_and_xpub()
    {
        using var entry = AdaBuilder.Chain.GenerateWallet(Network.Testnet);

        Assert.Equal(["mnemonic", "xpub"], entry.Fields.Select(field => field.Name));
        Assert.Equal(128, entry.Xpub!.Length);
        Assert.NotEqual(AdaBuilder.Chain.DeriveAddress(entry, 0), AdaBuilder.Chain.DeriveAddress(entry, int.MaxValue));
    }

    [Fact]
    public void A_key_of_an_older_release_is_refused_by_its_name()
    {
        using var key = SecretBytes.FromUtf8(Old);

        Assert.Contains("older KMS releases", Assert.Throws<KmsException>(() => AdaBuilder.Chain.GetPublicKey(Network.Testnet, key)).Message, StringComparison.Ordinal);
        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => AdaBuilder.Chain.ImportPrivateKey(Network.Testnet, key)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0052d57d078940e476301f9ddf4339f584ce9a3f26ede5670e7f1891725e564b")]
    [InlineData("x02504575aecff956a7728c55fc0a277ae4a6f876a47674ad16f60ea730e6f5369a845791c47e489fb2cee0bb300f47cf1f08e5021fba8ca8e4b7b9af856426e")]
    [InlineData("012504575aecff956a7728c55fc0a277ae4a6f876a47674ad16f60ea730e6f5369a845791c47e489fb2cee0bb300f47cf1f08e5021fba8ca8e4b7b9af856426e")] // not clamped
    public void A_text_that_is_no_key_is_refused(string text)
    {
        using var key = SecretBytes.FromUtf8(text);

        Assert.Throws<KmsException>(() => AdaBuilder.Chain.GetPublicKey(Network.Testnet, key));
        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => AdaBuilder.Chain.ImportPrivateKey(Network.Testnet, key)).Error);
    }

    [Theory]
    [InlineData("privateKey", Old)]
    [InlineData("mnemonic", "not a mnemonic")]
    [InlineData("xpub", "00")]
    public void An_entry_that_gives_no_key_is_damaged(string field, string value)
    {
        using var entry = new WalletEntry(ChainId.Parse("ADA"), Network.Testnet, [WalletField.Public(field, value)]);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => AdaBuilder.Chain.DeriveAddress(entry, 0)).Error);
    }

    // cardano-foundation/CIPs @ eb4510345f0c, CIP-0019/README.md; pointers can no longer be paid to.
    [Theory]
    [InlineData("addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x", "addr_test1qz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgs68faae", true)]
    [InlineData("addr1z8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gten0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgs9yc0hh", "addr_test1zrphkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gten0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgsxj90mg", true)]
    [InlineData("addr1yx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerkr0vd4msrxnuwnccdxlhdjar77j6lg0wypcc9uar5d2shs2z78ve", "addr_test1yz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerkr0vd4msrxnuwnccdxlhdjar77j6lg0wypcc9uar5d2shsf5r8qx", true)]
    [InlineData("addr1x8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gt7r0vd4msrxnuwnccdxlhdjar77j6lg0wypcc9uar5d2shskhj42g", "addr_test1xrphkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gt7r0vd4msrxnuwnccdxlhdjar77j6lg0wypcc9uar5d2shs4p04xh", true)]
    [InlineData("addr1gx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer5pnz75xxcrzqf96k", "addr_test1gz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer5pnz75xxcrdw5vky", false)]
    [InlineData("addr128phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtupnz75xxcrtw79hu", "addr_test12rphkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtupnz75xxcryqrvmw", false)]
    [InlineData("addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8", "addr_test1vz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerspjrlsz", true)]
    [InlineData("addr1w8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtcyjy7wx", "addr_test1wrphkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtcl6szpr", true)]
    [InlineData("stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw", "stake_test1uqehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gssrtvn", false)]
    public void Addresses_of_CIP_19_are_told_apart(string mainnet, string testnet, bool ownsCoins)
    {
        Assert.Equal(ownsCoins, CardanoAddress.TryParse(mainnet, Network.Mainnet, out var address));
        Assert.Equal(ownsCoins, CardanoAddress.TryParse(testnet, Network.Testnet, out _));
        Assert.False(CardanoAddress.TryParse(mainnet, Network.Testnet, out _));
        Assert.False(CardanoAddress.TryParse(testnet, Network.Mainnet, out _));
        Assert.True(!ownsCoins || CardanoAddress.Format(address, Network.Mainnet) == mainnet);
    }

    [Fact]
    public void The_enterprise_address_of_a_key_is_that_of_CIP_19()
    {
        // addr_vk1w0l2sr2zgfm26ztc6nl9xy8ghsk5sh6ldwemlpmp9xylzy4dtf7st80zhd
        Assert.True(Bech32.TryDecode("addr_vk1w0l2sr2zgfm26ztc6nl9xy8ghsk5sh6ldwemlpmp9xylzy4dtf7st80zhd", out _, out var groups, out _));
        Assert.True(FiveBitGroups.TryToBytes(groups, out var key));

        Assert.Equal("addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8", CardanoAddress.Format(CardanoAddress.Enterprise(key, Network.Mainnet), Network.Mainnet));
    }

    [Theory]
    [InlineData("Ae2tdPwUPEZFRbyhz3cpfC2CumGzNkFBN2L42rcUc2yjQpEkxDbkPodpMAi", Network.Mainnet, true)] // of Yoroi
    [InlineData("Ae2tdPwUPEZFRbyhz3cpfC2CumGzNkFBN2L42rcUc2yjQpEkxDbkPodpMAi", Network.Testnet, false)]
    [InlineData("Ae2tdPwUPEZFRbyhz3cpfC2CumGzNkFBN2L42rcUc2yjQpEkxDbkPodpMAj", Network.Mainnet, false)]
    [InlineData("37btjrVyb4KDXBNC4haBVPCrro8AQPHwvCMp3RFhhSVWwfFmZ6wwzSK6JK1hY6wHNmtrpTf1kdbva8TCneM2YsiXT7mrzT21EacHnPpz5YyUdj64na", Network.Mainnet, false)] // of a test network that is gone
    [InlineData("37btjrVyb4KDXBNC4haBVPCrro8AQPHwvCMp3RFhhSVWwfFmZ6wwzSK6JK1hY6wHNmtrpTf1kdbva8TCneM2YsiXT7mrzT21EacHnPpz5YyUdj64na", Network.Testnet, false)]
    public void Addresses_of_the_Byron_era_are_told_apart(string text, Network network, bool isAddress) =>
        Assert.Equal(isAddress, CardanoAddress.TryParse(text, network, out _));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void An_address_of_the_Byron_era_is_one_of_preprod_by_its_magic_number(byte magic, bool isAddress)
    {
        var payload = new CborWriter().Array(3).Bytes(new byte[28]).Map(1).Unsigned(2).Bytes([magic]).Unsigned(0).ToArray();
        var text = Base58.Encode(new CborWriter().Array(2).Tag(24).Bytes(payload).Unsigned(Crc32(payload)).ToArray());

        Assert.Equal(isAddress, CardanoAddress.TryParse(text, Network.Testnet, out _));
    }

    // The table form, so that it is not the code under test.
    private static uint Crc32(byte[] data)
    {
        var table = Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xEDB88320)).ToArray();
        return ~data.Aggregate(uint.MaxValue, (crc, value) => table[(crc ^ value) & 0xFF] ^ (crc >> 8));
    }
}
