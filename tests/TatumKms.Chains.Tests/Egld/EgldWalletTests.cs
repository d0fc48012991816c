using TatumKms.Chains.Egld;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Egld;

public sealed class EgldWalletTests
{
    private static readonly EgldChain Chain = new();

    public static TheoryData<string> UnusableKeys => ["", "abcd", new string('0', 63), new string('0', 65), $"0x{new string('0', 62)}", $"0x{new string('0', 64)}", new string('x', 64), new string('é', 32)];

    /// <summary>
    /// The original prints the address of the empty mnemonic, whose key everybody has, for every wallet. Its value here was made from
    /// the specifications and is not one of the vectors, which hold the right addresses.
    /// </summary>
    [Theory]
    [InlineData(Network.Mainnet)]
    [InlineData(Network.Testnet)]
    public void The_address_of_a_wallet_is_not_the_one_of_the_empty_mnemonic(Network network)
    {
        using var original = new WalletEntry(Chain.Id, network, [WalletField.Public(WalletEntry.MnemonicField, "")]);
        var mustNotKeep = Enumerable.Range(0, 3).Select(index => Chain.DeriveAddress(original, (uint)index)).ToArray();

        using var entry = Chain.GenerateWallet(network);
        foreach (var vector in VectorFile.Vectors("wallets").Where(vector => vector.GetProperty("chain").GetString() == "EGLD"))
        {
            using var known = VectorSigner.Entry(vector.GetProperty("entry"));
            Assert.DoesNotContain(Chain.DeriveAddress(known, 1), mustNotKeep);
        }

        Assert.DoesNotContain(Chain.DeriveAddress(entry, 0), mustNotKeep);
        Assert.DoesNotContain(Chain.DeriveAddress(entry, 1), mustNotKeep);
    }

    [Fact]
    public void The_networks_have_different_keys_but_addresses_of_one_form()
    {
        using var main = Chain.GenerateWallet(Network.Mainnet);
        using var test = Chain.GenerateWallet(Network.Testnet, main.Mnemonic);

        Assert.NotEqual(Chain.DeriveAddress(main, 0), Chain.DeriveAddress(test, 0));
        Assert.All([main, test], entry => Assert.StartsWith("erd1", Chain.DeriveAddress(entry, 0), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(UnusableKeys))]
    public void A_private_key_in_another_form_is_refused(string text)
    {
        using var key = SecretBytes.FromUtf8(text);

        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, key)).Error);
        Assert.Throws<RefusedException>(() => Chain.GetPublicKey(Network.Mainnet, key));
    }

    [Fact]
    public void An_entry_with_neither_mnemonic_nor_key_is_damaged()
    {
        using var entry = new WalletEntry(Chain.Id, Network.Mainnet, []);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("erd1bad")]
    [InlineData("ERD1QYU5WTHLDZR8WX5C9UCG8KJAGG0JFS53S8NR3ZPZ3HYPEFSDD8SSYCR6TH")]
    [InlineData("erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6tj")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    public void Another_text_is_no_address(string text) => Assert.Null(EgldAddress.TryParse(text));

    [Fact]
    public void An_address_is_read_as_it_was_written() =>
        Assert.Equal("erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th", EgldAddress.Format(EgldAddress.TryParse("erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th")));
}
