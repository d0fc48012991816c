using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests;

/// <summary>One recovery stands for the verification and for the recovery id: it must refuse whatever either of them would.</summary>
public sealed class SignatureProofTests
{
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private static readonly byte[] Key = SHA256.HashData("key"u8), Digest = SHA256.HashData("digest"u8);

    public static TheoryData<string> Engines => ["libsecp256k1", "BouncyCastle"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_signature_of_the_key_passes_with_the_key_in_either_form(string name)
    {
        var engine = Engine(name);
        var signature = engine.SignEcdsa(Key, Digest);

        SignatureProof.Require(engine, engine.GetPublicKey(Key, compressed: true), Digest, signature);
        SignatureProof.Require(engine, engine.GetPublicKey(Key, compressed: false), Digest, signature);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_signature_of_another_key_is_refused(string name) =>
        Refused(name, (_, signature) => signature, publicKey: Engine(name).GetPublicKey(Digest, compressed: true));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_signature_of_another_digest_is_refused(string name) => Refused(name, (_, signature) => signature, digest: Key);

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_recovery_id_that_gives_another_key_is_refused(string name) =>
        Refused(name, (_, signature) => new EcdsaSignature(signature.Compact.ToArray(), signature.RecoveryId ^ 1));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_high_s_is_refused_though_the_right_key_is_recovered_from_it(string name) => Refused(name, (engine, signature) =>
    {
        var s = (Order - new BigInteger(signature.S, isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] mirrored = [.. signature.R, .. new byte[32 - s.Length], .. s];
        Assert.True(engine.TryRecover(Digest, mirrored, signature.RecoveryId ^ 1, compressed: true, out var recovered));
        Assert.Equal(engine.GetPublicKey(Key, compressed: true), recovered);
        return new EcdsaSignature(mirrored, signature.RecoveryId ^ 1);
    });

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_changed_bit_is_refused_wherever_it_is(string name)
    {
        for (var bit = 0; bit < 512; bit += 7)
        {
            Refused(name, (_, signature) =>
            {
                var changed = signature.Compact.ToArray();
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                return new EcdsaSignature(changed, signature.RecoveryId);
            });
        }
    }

    private static ISecp256k1 Engine(string name) => name == TestChains.Secp256k1.Name ? TestChains.Secp256k1 : new BouncyCastleSecp256k1();

    private static void Refused(
        string name, Func<ISecp256k1, EcdsaSignature, EcdsaSignature> change, byte[]? publicKey = null, byte[]? digest = null)
    {
        var engine = Engine(name);
        var signature = change(engine, engine.SignEcdsa(Key, Digest));

        Assert.Throws<RefusedException>(() => SignatureProof.Require(engine, publicKey ?? engine.GetPublicKey(Key, compressed: true), digest ?? Digest, signature));
    }
}
