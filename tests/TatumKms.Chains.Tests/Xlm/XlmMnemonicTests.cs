using TatumKms.Chains.Xlm;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>The test cases of SEP-5 without a passphrase (stellar/stellar-protocol @ 011b202c9204, ecosystem/sep-0005.md): accounts 0, 1 and 9.</summary>
public sealed class XlmMnemonicTests
{
    private const string Words12 = "illness spike retreat truth genius clock brain pass fit cave bargain toe";
    private const string Words15 = "resource asthma orphan phone ice canvas fire useful arch jewel impose vague theory cushion top";
    private const string Words24 =
        "bench hurt jump file august wise shallow faculty impulse spring exact slush thunder "
        + "author capable act festival slice deposit sauce coconut afford frown better";
    private const string Zeros = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    private static readonly XlmChain Chain = new();

    [Theory]
    [InlineData(Words12, 0, "GDRXE2BQUC3AZNPVFSCEZ76NJ3WWL25FYFK6RGZGIEKWE4SOOHSUJUJ6", "SBGWSG6BTNCKCOB3DIFBGCVMUPQFYPA2G4O34RMTB343OYPXU5DJDVMN")]
    [InlineData(Words12, 1, "GBAW5XGWORWVFE2XTJYDTLDHXTY2Q2MO73HYCGB3XMFMQ562Q2W2GJQX", "SCEPFFWGAG5P2VX5DHIYK3XEMZYLTYWIPWYEKXFHSK25RVMIUNJ7CTIS")]
    [InlineData(Words12, 9, "GBTVYYDIYWGUQUTKX6ZMLGSZGMTESJYJKJWAATGZGITA25ZB6T5REF44", "SCJGVMJ66WAUHQHNLMWDFGY2E72QKSI3XGSBYV6BANDFUFE7VY4XNXXR")]
    [InlineData(Words15, 0, "GAVXVW5MCK7Q66RIBWZZKZEDQTRXWCZUP4DIIFXCCENGW2P6W4OA34RH", "SAKS7I2PNDBE5SJSUSU2XLJ7K5XJ3V3K4UDFAHMSBQYPOKE247VHAGDB")]
    [InlineData(Words15, 1, "GDFCYVCICATX5YPJUDS22KM2GW5QU2KKSPPPT2IC5AQIU6TP3BZSLR5K", "SAZ2H5GLAVWCUWNPQMB6I3OHRI63T2ACUUAWSH7NAGYYPXGIOPLPW3Q4")]
    [InlineData(Words15, 9, "GB3C6RRQB3V7EPDXEDJCMTS45LVDLSZQ46PTIGKZUY37DXXEOAKJIWSV", "SDHRG2J34MGDAYHMOVKVJC6LX2QZMCTIKRO5I4JQ6BJQ36KVL6QUTT72")]
    [InlineData(Words24, 0, "GC3MMSXBWHL6CPOAVERSJITX7BH76YU252WGLUOM5CJX3E7UCYZBTPJQ", "SAEWIVK3VLNEJ3WEJRZXQGDAS5NVG2BYSYDFRSH4GKVTS5RXNVED5AX7")]
    [InlineData(Words24, 1, "GB3MTYFXPBZBUINVG72XR7AQ6P2I32CYSXWNRKJ2PV5H5C7EAM5YYISO", "SBKSABCPDWXDFSZISAVJ5XKVIEWV4M5O3KBRRLSPY3COQI7ZP423FYB4")]
    [InlineData(Words24, 9, "GDXOY6HXPIDT2QD352CH7VWX257PHVFR72COWQ74QE3TEV4PK2KCKZX7", "SCPA5OX4EYINOPAUEQCPY6TJMYICUS5M7TVXYKWXR3G5ZRAJXY3C37GF")]
    [InlineData(Zeros, 0, "GB3JDWCQJCWMJ3IILWIGDTQJJC5567PGVEVXSCVPEQOTDN64VJBDQBYX", "SBUV3MRWKNS6AYKZ6E6MOUVF2OYMON3MIUASWL3JLY5E3ISDJFELYBRZ")]
    [InlineData(Zeros, 1, "GDVSYYTUAJ3ACHTPQNSTQBDQ4LDHQCMNY4FCEQH5TJUMSSLWQSTG42MV", "SCHDCVCWGAKGIMTORV6K5DYYV3BY4WG3RA4M6MCBGJLHUCWU2MC6DL66")]
    [InlineData(Zeros, 9, "GAKFARYSPI33KUJE7HYLT47DCX2PFWJ77W3LZMRBPSGPGYPMSDBE7W7X", "SALJ5LPBTXCFML2CQ7ORP7WJNJOZSVBVRQAAODMVHMUF4P4XXFZB7MKY")]
    public void A_mnemonic_gives_the_addresses_and_secrets_of_the_specification(string words, uint index, string address, string secret)
    {
        using var mnemonic = SecretBytes.FromUtf8(words);
        using var entry = Chain.GenerateWallet(Network.Mainnet, mnemonic);
        using var key = Chain.DerivePrivateKey(entry, index);

        Assert.Equal(address, Chain.DeriveAddress(entry, index));
        Assert.Equal(secret, VectorSigner.Text(key));
    }

    [Fact]
    public void The_entry_of_a_mnemonic_holds_it_with_the_address_and_secret_of_account_0()
    {
        using var mnemonic = SecretBytes.FromUtf8(Zeros);
        using var entry = Chain.GenerateWallet(Network.Testnet, mnemonic);

        Assert.Equal(
            [
                ("mnemonic", Zeros),
                ("address", "GB3JDWCQJCWMJ3IILWIGDTQJJC5567PGVEVXSCVPEQOTDN64VJBDQBYX"),
                ("secret", "SBUV3MRWKNS6AYKZ6E6MOUVF2OYMON3MIUASWL3JLY5E3ISDJFELYBRZ"),
            ],
            entry.Fields.Select(field => (field.Name, VectorSigner.Text(field.Value))));
    }

    [Theory]
    [InlineData("abandon abandon abandon")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon")]
    [InlineData("")]
    public void A_mnemonic_that_is_not_valid_is_refused_without_repeating_it(string words)
    {
        using var mnemonic = SecretBytes.FromUtf8(words);

        var exception = Assert.Throws<KmsException>(() => Chain.GenerateWallet(Network.Mainnet, mnemonic));

        Assert.Equal(KmsError.Usage, exception.Error);
        Assert.DoesNotContain("abandon", exception.Message + exception.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GDVSYYTUAJ3ACHTPQNSTQBDQ4LDHQCMNY4FCEQH5TJUMSSLWQSTG42MV", "SBUV3MRWKNS6AYKZ6E6MOUVF2OYMON3MIUASWL3JLY5E3ISDJFELYBRZ")]
    [InlineData("GB3JDWCQJCWMJ3IILWIGDTQJJC5567PGVEVXSCVPEQOTDN64VJBDQBYX", "SCHDCVCWGAKGIMTORV6K5DYYV3BY4WG3RA4M6MCBGJLHUCWU2MC6DL66")]
    public void An_entry_whose_address_or_secret_is_not_the_mnemonics_is_damaged(string address, string secret)
    {
        using var entry = new WalletEntry(Chain.Id, Network.Mainnet,
        [
            WalletField.Public("mnemonic", Zeros), WalletField.Public("address", address), WalletField.Public("secret", secret),
        ]);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Chain.DeriveAddress(entry, 3)).Error);
    }
}
