using TatumKms.Chains.Flow;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Flow;

public sealed class FlowWalletTests
{
    private static readonly FlowChain Chain = new(TestChains.Secp256k1, TimeProvider.System);

    [Theory]
    [InlineData("1")]
    [InlineData("01")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001")]
    public void A_key_may_come_with_or_without_leading_zeros_and_is_kept_without(string text)
    {
        using var key = SecretBytes.FromUtf8(text);
        using var entry = Chain.ImportPrivateKey(Network.Mainnet, key);

        Assert.Equal("1", VectorSigner.Text(entry.PrivateKey!));
        Assert.StartsWith("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada77", Chain.DeriveAddress(entry, 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("0", "zero")]
    [InlineData("0x1", "prefix")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", "the curve's order")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000001", "65 digits")]
    public void A_private_key_that_is_unusable_is_refused(string text, string why)
    {
        using var key = SecretBytes.FromUtf8(text);

        Assert.True(Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, key)).Error == KmsError.Usage, why);
        Assert.Throws<KmsException>(() => Chain.GetPublicKey(Network.Mainnet, key));
    }

    [Fact]
    public void Both_networks_have_the_same_keys()
    {
        using var main = Chain.GenerateWallet(Network.Mainnet);
        using var test = Chain.GenerateWallet(Network.Testnet, main.Mnemonic);

        Assert.Equal(main.Xpub, test.Xpub);
        Assert.Equal(Chain.DeriveAddress(main, 3), Chain.DeriveAddress(test, 3));
    }
}
