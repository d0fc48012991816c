using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class SchnorrTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Schnorr_passes_the_vectors_of_BIP_340(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var fields in TestData.Lines("bips/bip-0340.csv").Skip(1).Select(line => line.Split(',')))
        {
            var (publicKey, message) = (Convert.FromHexString(fields[2]), Convert.FromHexString(fields[4]));
            var signature = Convert.FromHexString(fields[5]);
            if (message.Length != 32)
            {
                // The last four sign messages of other lengths; this engine signs digests only.
                list.Check(fields[0], Throws(() => engine.VerifySchnorr(publicKey, message, signature)));
                continue;
            }

            list.Check($"verify {fields[0]}", engine.VerifySchnorr(publicKey, message, signature) == (fields[6] == "TRUE"));
            if (fields[1].Length > 0)
            {
                var made = engine.SignSchnorr(Convert.FromHexString(fields[1]), message, Convert.FromHexString(fields[3]));
                list.Equal($"sign {fields[0]}", signature, made);
            }
        }

        list.AssertAll(expectedCount: 19 + 4);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void VerifySchnorr_WhenLengthsAreWrong_IsFalse(string engineName)
    {
        var engine = Engines.Get(engineName);
        var signature = engine.SignSchnorr(Scalars.Bytes(3), new byte[32], new byte[32]);
        var publicKey = engine.GetPublicKey(Scalars.Bytes(3), compressed: true);
        Assert.True(engine.VerifySchnorr(publicKey.AsSpan(1), new byte[32], signature));
        Assert.False(engine.VerifySchnorr(publicKey, new byte[32], signature));
        Assert.False(engine.VerifySchnorr(publicKey.AsSpan(1), new byte[32], signature.AsSpan(..63)));
        Assert.False(engine.VerifySchnorr([], new byte[32], []));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void SignSchnorr_WhenAnArgumentIsInvalid_Throws(string engineName)
    {
        var engine = Engines.Get(engineName);
        Assert.Throws<ArgumentException>(() => engine.SignSchnorr(new byte[32], new byte[32], new byte[32]));
        Assert.Throws<ArgumentException>(() => engine.SignSchnorr(Scalars.Bytes(1), new byte[31], new byte[32]));
        Assert.Throws<ArgumentException>(() => engine.SignSchnorr(Scalars.Bytes(1), new byte[32], []));
    }

    private static bool Throws(Action action) => Record.Exception(action) is ArgumentException;
}
