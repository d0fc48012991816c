using System.Text;
using TatumKms.Cryptography.HdKeys;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.HdKeys;

public sealed class ExtendedKeyTests
{
    private const uint XprvVersion = 0x0488ade4;
    private const uint XpubVersion = 0x0488b21e;

    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Keys_are_those_of_BIP_32(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var vector in TestData.Json("bips/bip-0032.json").GetProperty("valid").EnumerateArray())
        {
            using var master = ExtendedPrivateKey.FromSeed(engine, vector.Hex("seed"));
            foreach (var chain in vector.GetProperty("chains").EnumerateArray())
            {
                var (path, xprv, xpub) = (chain.Text("path"), chain.Text("xprv"), chain.Text("xpub"));
                using var key = master.DerivePath(path);
                list.Check(path, Text(key) == xprv);
                list.Check(path, key.Neuter().Serialize(XpubVersion) == xpub);

                using var read = ExtendedPrivateKey.Parse(engine, Encoding.ASCII.GetBytes(xprv), out var version);
                list.Check(path, version == XprvVersion && Text(read) == xprv);
                list.Check(path, ExtendedPublicKey.Parse(engine, xpub, out version).Serialize(version) == xpub);
            }
        }

        list.AssertAll(expectedCount: 4 * 17);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Invalid_keys_of_BIP_32_are_refused_or_have_another_version(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var vector in TestData.Json("bips/bip-0032.json").GetProperty("invalid").EnumerateArray())
        {
            var (text, reason) = (vector.Text("text"), vector.Text("reason"));
            var publicVersion = 0u;
            var privateVersion = 0u;
            var publicError = Record.Exception(() => ExtendedPublicKey.Parse(engine, text, out publicVersion));
            var privateError = Record.Exception(() => ExtendedPrivateKey.Parse(engine, Encoding.ASCII.GetBytes(text), out privateVersion).Dispose());
            list.Check(reason, publicError is FormatException || (publicError is null && publicVersion != XpubVersion));
            list.Check(reason, privateError is FormatException || (privateError is null && privateVersion != XprvVersion));
        }

        list.AssertAll(expectedCount: 2 * 16);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Seeds_and_keys_are_those_of_ethers(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        var seed = new byte[64];
        foreach (var vector in TestData.Json("ethers/mnemonics.json.gz").EnumerateArray())
        {
            var name = vector.Text("name");
            Bip39.DeriveSeed(vector.Hex("phrase"), vector.Hex("password"), seed);
            list.Equal(name, vector.Hex("seed"), seed);
            list.Check(name, vector.Text("locale") != "en" || Bip39.Check(vector.Hex("phrase")) is null);
            using var master = ExtendedPrivateKey.FromSeed(engine, seed);
            foreach (var node in vector.GetProperty("nodes").EnumerateArray())
            {
                var path = $"{name} {node.Text("path")}";
                using var key = master.DerivePath(node.Text("path"));
                list.Equal(path, node.Hex("privateKey"), key.PrivateKey);
                list.Equal(path, node.Hex("publicKey"), key.PublicKey);
                list.Equal(path, node.Hex("chainCode"), key.ChainCode);
                list.Check(path, Text(key) == node.Text("xpriv") && key.Neuter().Serialize(XpubVersion) == node.Text("xpub"));
            }
        }

        list.AssertAll(expectedCount: (2 * 400) + (4 * 2400));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Public_derivation_gives_the_public_keys_of_private_derivation(string engineName)
    {
        var engine = Engines.Get(engineName);
        using var account = Master(engineName).DerivePath("m/44'/0'/0'");
        var publicAccount = account.Neuter();
        for (var i = 0u; i < 50; i++)
        {
            var childNumber = i == 49 ? int.MaxValue : i;
            using var child = account.Derive(childNumber);
            var expected = child.Neuter().Serialize(XpubVersion);
            Assert.Equal(expected, publicAccount.Derive(childNumber).Serialize(XpubVersion));
            Assert.Equal(expected, ExtendedPublicKey.Parse(engine, publicAccount.Serialize(XpubVersion), out _).Derive(childNumber).Serialize(XpubVersion));
        }
    }

    [Fact]
    public void Derive_WhenAPublicKeyIsAskedForAHardenedChild_Throws()
    {
        using var master = Master(Engines.BouncyCastle.Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => master.Neuter().Derive(0x80000000));
    }

    [Fact]
    public void Derive_WhenTheKeyIsAtDepth255_Throws()
    {
        using var deep = Master(Engines.BouncyCastle.Name).DerivePath("m" + string.Concat(Enumerable.Repeat("/0", 255)));
        Assert.Equal(255, deep.Neuter().Depth);
        Assert.Throws<InvalidOperationException>(() => deep.Derive(0));
        Assert.Throws<InvalidOperationException>(() => deep.Neuter().Derive(0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("44'/0'")]
    [InlineData("M/0")]
    [InlineData("m/")]
    [InlineData("m//0")]
    [InlineData("m/0''")]
    [InlineData("m/'")]
    [InlineData("m/-1")]
    [InlineData("m/+1")]
    [InlineData("m/ 1")]
    [InlineData("m/1h")]
    [InlineData("m/2147483648")]
    [InlineData("m/4294967296")]
    [InlineData("m/0x1")]
    public void DerivePath_WhenTheTextIsNoPath_ThrowsFormatException(string path)
    {
        using var master = Master(Engines.BouncyCastle.Name);
        Assert.Throws<FormatException>(() => master.DerivePath(path));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(65)]
    [InlineData(0)]
    public void FromSeed_WhenTheSeedIsTooShortOrTooLong_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => ExtendedPrivateKey.FromSeed(Engines.BouncyCastle, new byte[length]));

    [Fact]
    public void Dispose_zeroes_the_secret_and_closes_the_key()
    {
        var key = Master(Engines.BouncyCastle.Name);
        var secret = key.PrivateKey;
        var chainCode = key.ChainCode;
        key.Dispose();
        Assert.False(secret.ContainsAnyExcept((byte)0));
        Assert.False(chainCode.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => key.PrivateKey.Length);
        Assert.Throws<ObjectDisposedException>(() => key.PublicKey.Length);
        Assert.Throws<ObjectDisposedException>(() => key.Derive(0));
        Assert.Throws<ObjectDisposedException>(() => key.DerivePath("m"));
        Assert.Throws<ObjectDisposedException>(() => key.Serialize(XprvVersion));
        Assert.Throws<ObjectDisposedException>(() => key.Neuter());
    }

    [Fact]
    public void DerivePath_of_m_is_a_key_of_its_own()
    {
        using var master = Master(Engines.BouncyCastle.Name);
        var copy = master.DerivePath("m");
        copy.Dispose();
        Assert.True(master.PrivateKey.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void ToString_never_shows_the_key()
    {
        using var master = Master(Engines.BouncyCastle.Name);
        Assert.Equal("[secret]", master.ToString());
    }

    private static ExtendedPrivateKey Master(string engineName) =>
        ExtendedPrivateKey.FromSeed(Engines.Get(engineName), Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));

    private static string Text(ExtendedPrivateKey key) => Encoding.ASCII.GetString(key.Serialize(XprvVersion));
}
