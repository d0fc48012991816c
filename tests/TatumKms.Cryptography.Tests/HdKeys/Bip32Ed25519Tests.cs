using System.Text;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Cryptography.Tests.HdKeys;

public sealed class Bip32Ed25519Tests
{
    private const string Mnemonic = "eight country switch draw meat scout mystery blade tip drift useless good keep usage title";

    // cardano-foundation/CIPs @ eb4510345f0c, CIP-0003/Icarus.md
    [Theory]
    [InlineData("", "c065afd2832cd8b087c4d9ab7011f481ee1e0721e78ea5dd609f3ab3f156d245d176bd8fd4ec60b4731c3918a2a72a0226c0cd119ec35b47e4d55884667f552a23f7fdcd4a10c6cd2c7393ac61d877873e248f417634aa3d812af327ffe9d620")]
    [InlineData("foo", "70531039904019351e1afb361cd1b312a4d0565d4ff9f8062d38acf4b15cce41d7b5738d9c893feea55512a3004acb0d222c35d3e3d5cde943a15a9824cbac59443cf67e589614076ba01e354b1a432e0e6db3b59e37fc56b5fb0222970a010e")]
    public void The_master_key_is_that_of_CIP_3(string passphrase, string expected)
    {
        using var master = Master(passphrase);

        Assert.Equal(expected, Convert.ToHexStringLower([.. master.PrivateKey, .. master.ChainCode]));
    }

    [Fact]
    public void A_path_is_one_step_after_the_other()
    {
        using var master = Master();
        using var account = master.Derive(1852 | 0x80000000);
        using var child = account.Derive(7);
        using var path = master.DerivePath("m/1852'/7");

        Assert.Equal(child.PrivateKey, path.PrivateKey);
        Assert.Equal(child.PublicKey, path.PublicKey);
        Assert.Equal(child.ChainCode, path.ChainCode);
    }

    [Fact]
    public void A_disposed_key_gives_nothing()
    {
        var master = Master();
        master.Dispose();

        Assert.Throws<ObjectDisposedException>(() => master.PrivateKey.Length);
        Assert.Throws<ObjectDisposedException>(() => master.Derive(0));
    }

    private static Bip32Ed25519 Master(string passphrase = "")
    {
        var entropy = new byte[Bip39.MaxEntropyLength];
        Assert.Null(Bip39.ReadEntropy(Encoding.UTF8.GetBytes(Mnemonic), entropy, out var length));
        return Bip32Ed25519.FromEntropy(entropy.AsSpan(..length), Encoding.UTF8.GetBytes(passphrase));
    }
}
