using System.Text;
using TatumKms.Chains.Xrp;
using TatumKms.Chains.Xrp.Keys;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>Family seeds, their keys, and what the store keeps of them.</summary>
public sealed class XrpKeysTests
{
    private const string Seed = "sEdSKaCy2JT7JaM7v95H9SxkhP9wS2r", Address = "rLUEXYuLiQptky37CqLcm9USQpPiz5rkpD";
    private static readonly XrpKeys Keys = new(TestChains.Secp256k1);
    private static readonly XrpChain Chain = new(TestChains.Secp256k1);

    [Theory]
    [InlineData("secp256k1")]
    [InlineData("ed25519")]
    public void A_seed_gives_the_keys_address_and_signature_of_ripple_keypairs(string algorithm)
    {
        var fixture = XrplFixture.Load("keypairs-api.json").GetProperty(algorithm);
        string Text(string name) => fixture.GetProperty(name).GetString()!;
        using var seed = SecretBytes.FromUtf8(Text("seed"));
        var message = Encoding.UTF8.GetBytes(Text("message"));
        var half = new byte[32];
        XrpKeys.Half(message, half);

        var publicKey = Keys.PublicKey(seed);
        var signature = Keys.With(seed, (used, key) => used == XrpAlgorithm.Ed25519
            ? Ed25519.Sign(key, message)
            : EcdsaDer.Encode(TestChains.Secp256k1.SignEcdsa(key, half).Compact));

        Assert.Equal(fixture.GetProperty("keypair").GetProperty("publicKey").GetString(), Convert.ToHexString(publicKey));
        Assert.Equal(fixture.GetProperty("keypair").GetProperty("privateKey").GetString()![2..], Keys.With(seed, (_, key) => Convert.ToHexString(key)));
        Assert.Equal(Text("address"), XrpAddress.OfPublicKey(publicKey));
        Assert.Equal(Text("signature"), Convert.ToHexString(signature));
    }

    [Theory]
    [InlineData("Ed25519", "sEd")]
    [InlineData("Secp256k1", "s")]
    public void A_seed_is_written_and_read_back(string name, string start)
    {
        var algorithm = Enum.Parse<XrpAlgorithm>(name);
        var entropy = Enumerable.Range(1, FamilySeed.EntropyLength).Select(i => (byte)i).ToArray();
        using var text = FamilySeed.Format(algorithm, entropy);
        var read = new byte[FamilySeed.EntropyLength];

        Assert.True(FamilySeed.TryParse(text.Span, read, out var readAlgorithm));
        Assert.Equal((algorithm, Convert.ToHexString(entropy)), (readAlgorithm, Convert.ToHexString(read)));
        Assert.StartsWith(start, VectorSigner.Text(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_wallet_has_an_address_and_a_secret_for_Ed25519()
    {
        using var entry = Chain.GenerateWallet(Network.Mainnet);

        Assert.Equal([WalletEntry.AddressField, WalletEntry.SecretField], entry.Fields.Select(field => field.Name));
        Assert.StartsWith("sEd", VectorSigner.Text(entry.Secret!), StringComparison.Ordinal);
        Assert.Equal(entry.Address, Chain.DeriveAddress(entry, 5));
    }

    [Fact]
    public void A_mnemonic_is_refused()
    {
        using var mnemonic = SecretBytes.FromUtf8("legal winner thank year wave sausage worth useful legal winner thank yellow");

        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => Chain.GenerateWallet(Network.Mainnet, mnemonic)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sEdSKaCy2JT7JaM7v95H9SxkhP9wS2")]
    [InlineData("sEdSKaCy2JT7JaM7v95H9SxkhP9wS2R")]
    [InlineData("rLUEXYuLiQptky37CqLcm9USQpPiz5rkpD")]
    [InlineData("00B4C4E046826BD26190D09715FC31F4E6A728204EADD112905B08B14B7F15C4F3")]
    public void What_is_no_seed_is_refused(string text)
    {
        using var secret = SecretBytes.FromUtf8(text);

        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => Chain.ImportPrivateKey(Network.Mainnet, secret)).Error);
        Assert.Throws<KmsException>(() => Chain.GetPublicKey(Network.Mainnet, secret));
    }

    [Theory]
    [InlineData("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", Seed)]
    [InlineData(Address, "sEdSKaCy2JT7JaM7v95H9SxkhP9wS2R")]
    public void An_entry_whose_address_is_not_its_secrets_is_damaged(string address, string secret)
    {
        using var entry = Entry(WalletField.Public(WalletEntry.AddressField, address), WalletField.Public(WalletEntry.SecretField, secret));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
    }

    [Fact]
    public void An_entry_without_a_seed_is_damaged()
    {
        using var entry = Entry(WalletField.Public(WalletEntry.AddressField, Address));

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DerivePrivateKey(entry, 0)).Error);
        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 0)).Error);
    }

    [Theory]
    [InlineData("X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ", false, null)]
    [InlineData("X7AcgcsBL6XDcUb289X4mJ8djcdyKaGZMhc9YTE92ehJ2Fu", false, 1u)]
    [InlineData("T719a5UwUCnEs54UsxG9CJYYDhwmFCqkr7wxCcNcfZ6p5GZ", true, null)]
    public void An_X_address_is_read_with_its_network_and_tag(string text, bool isTestnet, uint? tag)
    {
        Assert.True(XAddress.TryParse(text, out var address));
        Assert.Equal(("r9cZA1mLK5R5Am25ArfXFmqgNwjZgnfk59", tag, isTestnet), (XrpAddress.Format(address.Account), address.Tag, address.IsTestnet));
    }

    private static WalletEntry Entry(params WalletField[] fields) => new(Chain.Id, Network.Mainnet, fields);
}
