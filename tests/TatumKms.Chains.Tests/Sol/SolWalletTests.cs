using System.Text;
using System.Text.Json;
using TatumKms.Chains.Sol;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Sol;

public sealed class SolWalletTests
{
    private const string Words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    private static readonly SolChain Chain = new(TimeProvider.System);

    public static TheoryData<string> UnusableKeys =>
    [
        "", "x", new string('1', 64), new string('0', 128), new string('0', 126), $"0x{new string('0', 126)}", new string('z', 88), new string('é', 44), new string('2', 5000),
    ];

    [Fact]
    public void Keys_of_another_implementation_have_its_addresses_in_both_forms()
    {
        var keys = VectorFile.Load("standards", "micro-sol-signer-keypairs.json").EnumerateArray().ToArray();

        Assert.Equal(256, keys.Length);
        Assert.All(keys, key =>
        {
            var hex = key.GetProperty("priv").GetString()!;
            using var asHex = SecretBytes.FromUtf8(hex);
            using var asBase58 = SolKeys.Format(Convert.FromHexString(hex[..64]));
            foreach (var text in new[] { asHex, asBase58 })
            {
                using var entry = Chain.ImportPrivateKey(Network.Mainnet, text);
                Assert.Equal(key.GetProperty("pub").GetString(), Chain.DeriveAddress(entry, 0));
            }
        });
    }

    [Fact]
    public void A_given_mnemonic_is_used_which_the_original_ignores()
    {
        using var mnemonic = SecretBytes.FromUtf8(Words);

        using var entry = Chain.GenerateWallet(Network.Testnet, mnemonic);

        Assert.Equal(Words, VectorSigner.Text(entry.Mnemonic!));
        Assert.Equal("B9sVeu4rJU12oUrUtzjc6BSNuEXdfvurZkdcaTVkP2LY", entry.Address);
    }

    [Fact]
    public void Each_index_of_a_mnemonic_has_its_own_key()
    {
        using var entry = Chain.GenerateWallet(Network.Mainnet);
        using var first = Chain.DerivePrivateKey(entry, 0);
        using var last = Chain.DerivePrivateKey(entry, int.MaxValue);

        Assert.Equal(VectorSigner.Text(entry.PrivateKey!), VectorSigner.Text(first));
        Assert.NotEqual(VectorSigner.Text(first), VectorSigner.Text(last));
        Assert.NotEqual(entry.Address, Chain.DeriveAddress(entry, int.MaxValue));
    }

    [Theory]
    [InlineData(WalletEntry.AddressField, "AaBbCcDdEe")]
    [InlineData(WalletEntry.PrivateKeyField, "")]
    public void An_entry_whose_mnemonic_does_not_give_what_is_stored_is_damaged(string name, string value)
    {
        using var key = SolWorld.Key(5);
        using var sound = Chain.ImportPrivateKey(Network.Mainnet, key.PrivateKey);
        var stored = name == WalletEntry.PrivateKeyField ? VectorSigner.Text(sound.PrivateKey!) : value;
        using var entry = new WalletEntry(Chain.Id, Network.Mainnet, [WalletField.Public(WalletEntry.MnemonicField, Words), WalletField.Public(name, stored)]);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 3)).Error);
        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DerivePrivateKey(entry, 0)).Error);
    }

    [Fact]
    public void An_entry_with_neither_mnemonic_nor_key_is_damaged()
    {
        using var entry = new WalletEntry(Chain.Id, Network.Mainnet, [WalletField.Public(WalletEntry.AddressField, SolWorld.AddressOf(1).Text)]);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
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
    public void A_private_key_whose_public_half_is_another_is_refused()
    {
        using var one = SolWorld.Key(1);
        var bytes = SolKeys.With(one.PrivateKey.Span, (seed, publicKey) => (byte[])[.. seed, .. publicKey[..31], (byte)(publicKey[31] ^ 1)]);
        using var key = SecretBytes.FromUtf8(Convert.ToHexStringLower(bytes));

        var problem = Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, key));

        Assert.DoesNotContain(Encoding.ASCII.GetString(key.Span), JsonSerializer.Serialize(new { problem.Message, problem.Hint }), StringComparison.Ordinal);
    }
}
