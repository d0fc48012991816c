using System.Security.Cryptography;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// Known answers that a library of the machine must give before it gets to see a key: they show that its functions are those we
/// take them for.
/// </summary>
internal static class Secp256k1SelfCheck
{
    // Key 1, the SHA-256 of "Satoshi Nakamoto", and RFC 6979's signature, which the test vectors of many wallets share.
    private const string Digest = "a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e";
    private const string Ecdsa =
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8" +
        "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5";

    public static bool Passes(ISecp256k1 engine)
    {
        try
        {
            return GivesKnownAnswers(engine);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool GivesKnownAnswers(ISecp256k1 engine)
    {
        var key = new byte[32];
        key[^1] = 1;
        var digest = Convert.FromHexString(Digest);
        var signature = engine.SignEcdsa(key, digest);
        var publicKey = engine.GetPublicKey(key, compressed: true);
        var schnorr = engine.SignSchnorr(key, digest, new byte[32]);
        return signature.Compact.SequenceEqual(Convert.FromHexString(Ecdsa))
            && engine.VerifyEcdsa(publicKey, digest, signature.Compact)
            && engine.TryRecover(digest, signature.Compact, signature.RecoveryId, compressed: true, out var recovered)
            && recovered.AsSpan().SequenceEqual(publicKey)
            && engine.VerifySchnorr(publicKey.AsSpan(1), digest, schnorr)
            && !engine.VerifySchnorr(publicKey.AsSpan(1), new byte[32], schnorr);
    }
}
