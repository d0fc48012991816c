using System.Text;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Utxo;

public sealed class UtxoWalletTests
{
    private static readonly IChain Chain = TestChains.Registry.Get("BTC");

    [Fact]
    public void A_new_wallet_has_24_words_and_the_xpub_that_its_words_give()
    {
        using var entry = Chain.GenerateWallet(Network.Testnet);
        using var again = Chain.GenerateWallet(Network.Testnet, entry.Mnemonic);

        Assert.Equal(24, Encoding.UTF8.GetString(entry.Mnemonic!.Span).Split(' ').Length);
        Assert.Equal(entry.Xpub, again.Xpub);
        Assert.StartsWith("tpub", entry.Xpub, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon bitcoin")]
    [InlineData("")]
    public void A_mnemonic_that_is_not_valid_is_refused_without_repeating_it(string words)
    {
        using var mnemonic = SecretBytes.FromUtf8(words);

        var exception = Assert.Throws<KmsException>(() => Chain.GenerateWallet(Network.Mainnet, mnemonic));

        Assert.Equal(KmsError.Usage, exception.Error);
        Assert.DoesNotContain("abandon", exception.Message + exception.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cMahea7zqjxrtgAbB7LSGbcQUr1uX1ojuat9jZodMN87JcbXMTcA", "the main network's command given a testnet key")]
    [InlineData("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyT", "one character is missing")]
    [InlineData("5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAbuatmU", "zero")]
    [InlineData("5Km2kuu7vtFDPpxywn4u3NLpbr5jKpTB3jsuDU2KYEqetwr388P", "the curve's order")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "hexadecimal")]
    [InlineData("", "nothing")]
    public void A_private_key_that_is_unusable_is_refused_without_repeating_it(string text, string why)
    {
        using var key = SecretBytes.FromUtf8(text);

        var exception = Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, key));

        Assert.True(exception.Error == KmsError.Usage, why);
        Assert.True(text.Length == 0 || !(exception.Message + exception.Hint).Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    [InlineData("5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf", "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm")]
    public void A_private_key_entry_has_the_address_of_its_key(string text, string address)
    {
        using var key = SecretBytes.FromUtf8(text);

        using var entry = Chain.ImportPrivateKey(Network.Mainnet, key);

        Assert.Equal(address, Chain.DeriveAddress(entry, 0));
    }
}
