using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Cli.Doctor.Running;

/// <summary>Which engine for secp256k1 is at work, proven by a signature that every right one gives.</summary>
/// <param name="make">Makes or gives the engine.</param>
internal sealed class EngineCheck(Func<ISecp256k1> make) : LocalCheck("secp256k1")
{
    private const string Native = "libsecp256k1";

    // The signature of the private key 1 over the SHA-256 of "Satoshi Nakamoto", with the nonce of RFC 6979.
    private const string Digest = "a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e";
    private const string Signature =
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8" +
        "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5";

    protected override Finding Run(CancellationToken cancellationToken)
    {
        var engine = make();
        return !SignsRightly(engine)
            ? Finding.Problem($"The engine for secp256k1, {engine.Name}, gives a wrong signature: nothing must be signed with it.", "Install the program and its libraries anew.")
            : engine.Name == Native
            ? Finding.Ok($"{engine.Name} is at work and passes its self-test.")
            : Finding.Warning($"{engine.Name} is at work and passes its self-test, but {Native} was not found, which is ten times as fast.", "apt-get install libsecp256k1-1");
    }

    private static bool SignsRightly(ISecp256k1 engine)
    {
        var key = new byte[32];
        key[^1] = 1;
        var digest = Convert.FromHexString(Digest);
        try
        {
            var signature = engine.SignEcdsa(key, digest).Compact;
            return signature.SequenceEqual(Convert.FromHexString(Signature))
                && engine.VerifyEcdsa(engine.GetPublicKey(key, compressed: true), digest, signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
