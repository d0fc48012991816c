using System.Text;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.HdKeys;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.HdKeys;

/// <summary>
/// Mnemonics as wallets of the original hold them. It derived from any text: with a wrong checksum, foreign words, double spaces,
/// capitals, in Japanese. The keys must stay the same.
/// </summary>
public sealed class StoredMnemonicTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Stored_mnemonics_yield_the_originals_keys(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var wallet in TestData.Json("wallets/BTC.json").EnumerateArray())
        {
            var seed = new byte[64];
            Bip39.DeriveSeed(Encoding.UTF8.GetBytes(wallet.Text("mnemonic")), [], seed);
            using var master = ExtendedPrivateKey.FromSeed(engine, seed);
            using var account = master.DerivePath(wallet.Text("path"));
            var xpub = wallet.GetProperty("entry").Text("xpub");
            ExtendedPublicKey.Parse(engine, xpub, out var version);
            list.Check($"{wallet.Text("id")} xpub", account.Neuter().Serialize(version) == xpub);
            foreach (var child in wallet.GetProperty("derive").EnumerateArray())
            {
                using var key = account.Derive(child.GetProperty("index").GetUInt32());
                Assert.True(Base58Check.TryDecode(child.Text("privateKey"), out var wif));
                list.Equal($"{wallet.Text("id")} {child.Number("index")}", wif.AsSpan(1, 32), key.PrivateKey);
            }
        }

        list.AssertAll(expectedCount: 94);
    }
}
