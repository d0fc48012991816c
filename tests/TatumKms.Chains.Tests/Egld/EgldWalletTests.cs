using TatumKms.Chains.Egld;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Egld;

public sealed class EgldWalletTests
{
    private static readonly EgldChain Chain = new();

    /// <summary>What the original's getaddress prints for every wallet of the test network, at index 0 and 1: everybody can derive their keys.</summary>
    private static readonly string[] PrintedByTheOriginal =
        ["erd1yqt755wvr33vpr6586smn7mpq4jx365kpd353qfd2xuy5vwaa9ts3r69sj", "erd1mdzfn7n8up8ckddaqs7jsg227t6sftt49dqxw6gckc7ry5vdycrsj0ugm5"];

    public static TheoryData<string> UnusableKeys => ["", "abcd", new string('0', 63), new string('0', 65), $"0x{new string('0', 62)}", $"0x{new string('0', 64)}", new string('x', 64), new string('é', 32)];

    [Fact]
    public void What_the_original_prints_are_addresses_of_the_empty_mnemonic() => Assert.Equal(PrintedByTheOriginal, MustNotKeep(Network.Testnet));

    [Fact]
    public void No_wallet_has_an_address_that_the_original_prints()
    {
        var entries = VectorFile.Vectors("wallets").Select(vector => vector.GetProperty("entry")).Where(entry => entry.GetProperty("chain").GetString() == "EGLD").ToArray();

        Assert.NotEmpty(entries);
        Assert.All(entries, json =>
        {
            using var entry = VectorSigner.Entry(json);
            Assert.DoesNotContain(Chain.DeriveAddress(entry, 0), MustNotKeep(entry.Network));
            Assert.DoesNotContain(Chain.DeriveAddress(entry, 1), MustNotKeep(entry.Network));
        });
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
        Assert.Throws<KmsException>(() => Chain.GetPublicKey(Network.Mainnet, key));
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

    private static string[] MustNotKeep(Network network)
    {
        using var empty = new WalletEntry(Chain.Id, network, [WalletField.Public(WalletEntry.MnemonicField, "")]);
        return [Chain.DeriveAddress(empty, 0), Chain.DeriveAddress(empty, 1)];
    }
}
