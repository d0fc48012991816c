using TatumKms.Core;
using static TatumKms.Chains.Tests.Bnb.BnbBuilder;

namespace TatumKms.Chains.Tests.Bnb;

public sealed class BnbWalletTests
{
    [Theory]
    [InlineData(Network.Mainnet, "bnb1")]
    [InlineData(Network.Testnet, "tbnb1")]
    public void A_new_wallet_is_an_address_with_a_random_key(Network network, string prefix)
    {
        using var first = Chain.GenerateWallet(network);
        using var second = Chain.GenerateWallet(network);

        Assert.Equal(["address", "privateKey"], first.Fields.Select(field => field.Name));
        Assert.StartsWith(prefix, first.Address, StringComparison.Ordinal);
        Assert.Equal(first.Address, Chain.DeriveAddress(first, 0));
        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public void A_mnemonic_is_refused_in_words_not_ignored()
    {
        using var mnemonic = SecretBytes.FromUtf8("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about");

        var exception = Assert.Throws<KmsException>(() => Chain.GenerateWallet(Network.Mainnet, mnemonic));

        Assert.Equal(KmsError.Usage, exception.Error);
        Assert.DoesNotContain("abandon", exception.Message + exception.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcd", "short")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000001", "prefix")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "zero")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", "the curve's order")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g", "no hexadecimal")]
    [InlineData("", "nothing")]
    public void A_private_key_that_is_unusable_is_refused(string text, string why)
    {
        using var key = SecretBytes.FromUtf8(text);

        Assert.True(Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, key)).Error == KmsError.Usage, why);
        Assert.Throws<KmsException>(() => Chain.GetPublicKey(Network.Mainnet, key));
    }

    [Fact]
    public void An_entry_without_a_key_gives_neither_address_nor_key()
    {
        using var entry = new WalletEntry(Chain.Id, Network.Mainnet, [WalletField.Public("address", "bnb1")]);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DerivePrivateKey(entry, 0)).Error);
    }
}
