using TatumKms.Chains.Xlm;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xlm;

public sealed class XlmWalletTests
{
    private const string Secret = "SAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU2";
    private const string Address = "GA5WUJ54Z23KILLCUOUNAKTPBVZWKMQVO4O6EQ5GHLAERIMLLHNCSKYH";
    private const string OtherAddress = "GD7YABWCMABSXCC34AIHSQU54ZCYKBVWO2LMWJ3O2TLSSYJH3GVDHRDY";

    private static readonly XlmChain Chain = new();

    [Fact]
    public void A_new_wallet_has_a_random_secret_and_its_address_alone()
    {
        using var first = Chain.GenerateWallet(Network.Mainnet);
        using var second = Chain.GenerateWallet(Network.Mainnet);

        Assert.Equal(["address", "secret"], first.Fields.Select(field => field.Name));
        Assert.Equal(first.Address, Chain.DeriveAddress(first, 5));
        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public void An_entry_whose_address_is_not_its_secrets_is_damaged()
    {
        using var entry = Entry(("address", OtherAddress), ("secret", Secret));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
    }

    [Fact]
    public void An_entry_without_a_key_is_damaged()
    {
        using var entry = Entry(("address", Address));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DerivePrivateKey(entry, 0)).Error);
    }

    [Fact]
    public void An_entry_whose_secret_is_malformed_is_damaged()
    {
        using var entry = Entry(("secret", Address));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
    }

    [Fact]
    public void A_private_key_entry_has_the_address_of_its_key()
    {
        using var key = SecretBytes.FromUtf8(Secret);
        using var entry = Chain.ImportPrivateKey(Network.Mainnet, key);

        Assert.Equal(["privateKey"], entry.Fields.Select(field => field.Name));
        Assert.Equal(Address, Chain.DeriveAddress(entry, 9));
    }

    [Theory]
    [InlineData(Address, "an address")]
    [InlineData("saaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabsu2", "lower case")]
    [InlineData("SAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU3", "a mistyped character")]
    [InlineData("SAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU", "a character is missing")]
    [InlineData(" SAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU2", "a space before it")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "hexadecimal")]
    [InlineData("", "nothing")]
    public void A_private_key_that_is_unusable_is_refused_without_repeating_it(string text, string why)
    {
        using var key = SecretBytes.FromUtf8(text);

        var exception = Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, key));

        Assert.True(exception.Error == KmsError.Usage, why);
        Assert.True(text.Length == 0 || !(exception.Message + exception.Hint).Contains(text, StringComparison.Ordinal));
        Assert.Throws<KmsException>(() => Chain.GetPublicKey(Network.Mainnet, key));
    }

    private static WalletEntry Entry(params (string Name, string Value)[] fields) =>
        new(Chain.Id, Network.Mainnet, [.. fields.Select(field => WalletField.Public(field.Name, field.Value))]);
}
