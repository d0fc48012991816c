using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Tests;

/// <summary>Wallets of the original: every entry gives the addresses and keys that the original gives.</summary>
public sealed class WalletVectorTests
{
    public static TheoryData<string> Ids => VectorFile.Ids("wallets");

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_entry_gives_the_addresses_and_private_keys_of_the_original(string id)
    {
        var vector = VectorFile.Find("wallets", id);
        using var entry = VectorSigner.Entry(vector.GetProperty("entry"));
        var chain = TestChains.Registry.Get(entry.Chain.Code);

        foreach (var expected in vector.GetProperty("derive").EnumerateArray())
        {
            var index = expected.GetProperty("index").GetUInt32();
            Assert.Equal(expected.GetProperty("address").GetString(), chain.DeriveAddress(entry, index));
            if (expected.TryGetProperty("privateKey", out var privateKey))
            {
                using var key = chain.DerivePrivateKey(entry, index);
                Assert.Equal(privateKey.GetString(), VectorSigner.Text(key));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_valid_mnemonic_makes_the_entry_of_the_original(string id)
    {
        var vector = VectorFile.Find("wallets", id);
        var expected = vector.GetProperty("entry");
        var chain = TestChains.Registry.Get(expected.GetProperty("chain").GetString()!);
        var network = expected.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;
        if (!vector.TryGetProperty("mnemonic", out var words))
        {
            return; // chains whose entries hold a key alone
        }

        using var mnemonic = SecretBytes.FromUtf8(words.GetString());
        if (expected.TryGetProperty("mnemonic", out _) && Bip39.Check(mnemonic.Span) is not null)
        {
            // Mnemonics that are not valid BIP-39 exist in stores, but must not get into new ones.
            Assert.True(vector.TryGetProperty("quirk", out _));
            Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => chain.GenerateWallet(network, mnemonic)).Error);
            return;
        }

        using var entry = chain.GenerateWallet(network, mnemonic);

        var members = expected.EnumerateObject().Where(member => member.Name is not ("chain" or "testnet"));
        Assert.Equal(members.Select(member => (member.Name, member.Value.GetString())), entry.Fields.Select(field => (field.Name, (string?)VectorSigner.Text(field.Value))));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_derived_private_key_can_be_stored_and_gives_the_same_address(string id)
    {
        var vector = VectorFile.Find("wallets", id);
        using var entry = VectorSigner.Entry(vector.GetProperty("entry"));
        var chain = TestChains.Registry.Get(entry.Chain.Code);
        using var key = chain.DerivePrivateKey(entry, 1);

        using var imported = chain.ImportPrivateKey(entry.Network, key);

        Assert.Equal(chain.DeriveAddress(entry, 1), chain.DeriveAddress(imported, 77));
    }
}
