using System.Text;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>Secrets, mnemonics and entries.</summary>
public sealed class AlgoWalletTests
{
    private static readonly SigningKey Key = AlgoBuilder.Key(1);

    private static string Secret => VectorSigner.Text(Key.PrivateKey);

    [Fact]
    public void A_new_wallet_keeps_the_address_and_the_secret_alone()
    {
        using var entry = AlgoBuilder.Chain.GenerateWallet(Network.Testnet);

        Assert.Equal(["address", "secret"], entry.Fields.Select(field => field.Name));
        Assert.Equal(103, entry.Secret!.Length);
        Assert.Equal(entry.Address, AlgoBuilder.Chain.DeriveAddress(entry, 5));
    }

    [Fact]
    public void Two_new_wallets_differ()
    {
        using var first = AlgoBuilder.Chain.GenerateWallet(Network.Testnet);
        using var second = AlgoBuilder.Chain.GenerateWallet(Network.Testnet);

        Assert.NotEqual(first.Address, second.Address);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_secret_may_be_in_lower_case_and_padded(bool lower, bool padded)
    {
        using var secret = SecretBytes.FromUtf8((lower ? Secret.ToLowerInvariant() : Secret) + (padded ? "=" : ""));

        Assert.Equal(Key.PublicKey.ToArray(), AlgoBuilder.Chain.GetPublicKey(Network.Testnet, secret).ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret-with-minus-1890")]
    [InlineData("MNUFQMPOCBAPCL4GGGZZNMAQ")]
    public void A_text_that_is_no_secret_is_refused(string text)
    {
        using var secret = SecretBytes.FromUtf8(text);

        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => AlgoBuilder.Chain.ImportPrivateKey(Network.Testnet, secret)).Error);
        Assert.Throws<KmsException>(() => AlgoBuilder.Chain.GetPublicKey(Network.Testnet, secret));
    }

    [Fact]
    public void A_secret_whose_halves_do_not_belong_together_is_refused()
    {
        // The second half begins in the middle of a character: change one well within it.
        using var secret = SecretBytes.FromUtf8(Secret[..80] + (Secret[80] == 'A' ? 'B' : 'A') + Secret[81..]);

        var problem = Assert.Throws<KmsException>(() => AlgoBuilder.Chain.GetPublicKey(Network.Testnet, secret));

        Assert.Contains("not that of its seed", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_whose_address_is_not_that_of_its_secret_is_damaged()
    {
        using var other = AlgoBuilder.Chain.GenerateWallet(Network.Testnet);
        using var entry = Entry(WalletField.Public("address", other.Address!), new WalletField("secret", Key.PrivateKey.Copy()));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => AlgoBuilder.Chain.DeriveAddress(entry, 0)).Error);
    }

    [Fact]
    public void An_entry_without_a_key_is_damaged()
    {
        using var entry = Entry(WalletField.Public("address", "x"));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => AlgoBuilder.Chain.DeriveAddress(entry, 0)).Error);
        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => AlgoBuilder.Chain.DerivePrivateKey(entry, 0)).Error);
    }

    [Fact]
    public void An_entry_whose_secret_cannot_be_read_is_damaged()
    {
        using var entry = Entry(WalletField.Public("secret", "x"));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => AlgoBuilder.Chain.DeriveAddress(entry, 0)).Error);
    }

    [Fact]
    public void A_mnemonic_of_BIP_39_is_refused_by_its_name()
    {
        using var mnemonic = SecretBytes.FromUtf8(string.Join(' ', Enumerable.Repeat("abandon", 11)) + " about");

        var problem = Assert.Throws<KmsException>(() => AlgoBuilder.Chain.GenerateWallet(Network.Testnet, mnemonic));

        Assert.Equal(KmsError.Usage, problem.Error);
        Assert.Contains("BIP-39", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "25 words")]
    [InlineData("awful drop leaf tennis indoor begin mandate discover uncle seven only coil atom any hospital uncover make any climb actor armed measure need above hundrex", "not in the list")]
    [InlineData("awful drop leaf tennis indoor begin mandate discover uncle seven only coil atom any hospital uncover make any climb actor armed measure need above above", "checksum")]
    public void A_mnemonic_that_is_not_valid_is_refused_in_words(string words, string reason)
    {
        using var mnemonic = new SecretBytes(Encoding.ASCII.GetBytes(words));

        var problem = Assert.Throws<KmsException>(() => AlgoBuilder.Chain.GenerateWallet(Network.Testnet, mnemonic));

        Assert.Equal(KmsError.Usage, problem.Error);
        Assert.Contains(reason, problem.Hint, StringComparison.Ordinal);
    }

    private static WalletEntry Entry(params WalletField[] fields) => new(ChainId.Parse("ALGO"), Network.Testnet, fields);
}
