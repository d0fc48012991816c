using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class EcdsaTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Signatures_are_those_of_noble(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var vector in TestData.Json("noble/ecdsa.json").GetProperty("valid").EnumerateArray())
        {
            var (key, digest) = (vector.Hex("d"), vector.Hex("m"));
            var signature = engine.SignEcdsa(key, digest);
            list.Equal(vector.Text("m"), vector.Hex("signature"), signature.Compact);
        }

        list.AssertAll(expectedCount: 2019);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Nonces_are_those_of_RFC_6979(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var vector in TestData.Json("noble/rfc6979.json").EnumerateArray())
        {
            // r is the x coordinate of nonce * G, which the engine gives as the nonce's public key.
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(vector.Text("message")));
            var signature = engine.SignEcdsa(vector.Hex("d"), digest);
            list.Equal(vector.Text("message"), engine.GetPublicKey(vector.Hex("k0"), compressed: true).AsSpan(1), signature.R);
        }

        list.AssertAll(expectedCount: 10);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Invalid_keys_points_and_signatures_of_noble_are_refused(string engineName)
    {
        var engine = Engines.Get(engineName);
        var invalid = TestData.Json("noble/ecdsa.json").GetProperty("invalid");
        var list = new Checklist();
        foreach (var vector in invalid.GetProperty("sign").EnumerateArray())
        {
            list.Check(vector.Text("description"), !engine.IsValidPrivateKey(vector.Hex("d")) || vector.Hex("m").Length != 32);
        }

        foreach (var vector in invalid.GetProperty("verify").EnumerateArray())
        {
            list.Check(vector.Text("description"), !Verifies(engine, vector));
        }

        list.AssertAll(expectedCount: 29);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Der_signatures_pass_Wycheproofs_Bitcoin_vectors(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var (testGroup, test) in TestData.Wycheproof("ecdsa_secp256k1_sha256_bitcoin_test.json"))
        {
            var verifies = EcdsaDer.TryDecode(test.Hex("sig"), out var compact) && Verifies(engine, testGroup, test, compact);
            list.Check($"{test.Number("tcId")}", verifies == test.IsValid());
        }

        list.AssertAll(expectedCount: 463);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Der_signatures_pass_Wycheproof_when_s_is_normalised_first(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var (testGroup, test) in TestData.Wycheproof("ecdsa_secp256k1_sha256_test.json"))
        {
            var verifies = EcdsaDer.TryDecode(test.Hex("sig"), out var compact)
                && Verifies(engine, testGroup, test, Scalars.LowS(compact));
            list.Check($"{test.Number("tcId")}", verifies == test.IsValid());
        }

        list.AssertAll(expectedCount: 476);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Compact_signatures_pass_Wycheproof_when_s_is_normalised_first(string engineName)
    {
        var engine = Engines.Get(engineName);
        var list = new Checklist();
        foreach (var (testGroup, test) in TestData.Wycheproof("ecdsa_secp256k1_sha256_p1363_test.json"))
        {
            var signature = test.Hex("sig");
            var compact = signature.Length == 64 ? Scalars.LowS(signature) : signature;
            list.Check($"{test.Number("tcId")}", Verifies(engine, testGroup, test, compact) == test.IsValid());
        }

        list.AssertAll(expectedCount: 252);
    }

    [Theory]
    [InlineData("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", true)]
    [InlineData("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1", false)]
    [InlineData("8000000000000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", true)]
    public void HasLowS_WhenSIsAroundHalfOfTheOrder_IsRight(string s, bool expected) =>
        Assert.Equal(expected, new EcdsaSignature([.. new byte[32], .. Convert.FromHexString(s)], 0).HasLowS);

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void VerifyEcdsa_WhenSIsHigh_IsFalse(string engineName)
    {
        var engine = Engines.Get(engineName);
        var (key, digest) = (Scalars.Bytes(42), SHA256.HashData([42]));
        var publicKey = engine.GetPublicKey(key, compressed: true);
        var signature = engine.SignEcdsa(key, digest);
        byte[] high = [.. signature.R, .. Scalars.Bytes(Scalars.Order - Scalars.Read(signature.S))];

        Assert.True(engine.VerifyEcdsa(publicKey, digest, signature.Compact));
        Assert.False(engine.VerifyEcdsa(publicKey, digest, high));
        Assert.True(engine.TryRecover(digest, high, signature.RecoveryId ^ 1, compressed: true, out var recovered));
        Assert.Equal(publicKey, recovered);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void SignEcdsa_WhenTheDigestIsNotBelowTheOrder_ReducesItBeforeTheNonce(string engineName)
    {
        var engine = Engines.Get(engineName);
        var key = Scalars.Bytes(7);
        foreach (var excess in new BigInteger[] { 0, 1, 0x123456789abcdef })
        {
            Assert.Equal(
                engine.SignEcdsa(key, Scalars.Bytes(excess)), engine.SignEcdsa(key, Scalars.Bytes(Scalars.Order + excess)));
        }
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void TryRecover_WhenInputIsMalformed_IsFalse(string engineName)
    {
        var engine = Engines.Get(engineName);
        var digest = SHA256.HashData([1]);
        var signature = engine.SignEcdsa(Scalars.Bytes(5), digest).Compact;
        Assert.False(engine.TryRecover(digest, signature, -1, true, out _));
        Assert.False(engine.TryRecover(digest, signature, 4, true, out _));
        Assert.False(engine.TryRecover(digest, signature[..63], 0, true, out _));
        Assert.False(engine.TryRecover(digest, new byte[64], 0, true, out _));

        // r + n is beyond the field for nearly every r, so ids 2 and 3 have no point.
        Assert.False(engine.TryRecover(digest, signature, 2, true, out _));
        byte[] orderAsS = [.. signature[..32], .. Scalars.Bytes(Scalars.Order)];
        Assert.False(engine.TryRecover(digest, orderAsS, 0, true, out _));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void TryRecover_WhenTheNonceLiesBeyondTheOrder_UsesIdsTwoAndThree(string engineName)
    {
        // r = 2 stands for x = n + 2, whose point the engines must find and agree on.
        var engine = Engines.Get(engineName);
        byte[] signature = [.. Scalars.Bytes(2), .. Scalars.Bytes(1)];
        var digest = SHA256.HashData([2]);
        for (var id = 2; id <= 3; id++)
        {
            Assert.True(engine.TryRecover(digest, signature, id, compressed: true, out var publicKey));
            Assert.True(engine.VerifyEcdsa(publicKey, digest, signature));
            Assert.True(Engines.BouncyCastle.TryRecover(digest, signature, id, compressed: true, out var expected));
            Assert.Equal(expected, publicKey);
        }
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void SignEcdsa_WhenKeyOrDigestIsInvalid_ThrowsWithoutNamingThem(string engineName)
    {
        var engine = Engines.Get(engineName);
        foreach (var key in new[] { new byte[32], Scalars.Bytes(Scalars.Order), Scalars.Bytes(Scalars.Order + 1), new byte[31], [] })
        {
            var exception = Assert.Throws<ArgumentException>(() => engine.SignEcdsa(key, new byte[32]));
            Assert.DoesNotContain(Convert.ToHexString([.. key, 0]), exception.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Throws<ArgumentException>(() => engine.GetPublicKey(key, compressed: true));
        }

        Assert.Throws<ArgumentException>(() => engine.SignEcdsa(Scalars.Bytes(1), new byte[31]));
        Assert.Throws<ArgumentException>(() => engine.VerifyEcdsa(new byte[33], new byte[33], new byte[64]));
    }

    private static bool Verifies(ISecp256k1 engine, JsonElement testGroup, JsonElement test, byte[] compact) =>
        engine.VerifyEcdsa(testGroup.GetProperty("publicKey").Hex("uncompressed"), SHA256.HashData(test.Hex("msg")), compact);

    private static bool Verifies(ISecp256k1 engine, JsonElement vector)
    {
        var digest = vector.Hex("m");
        return digest.Length == 32 && engine.VerifyEcdsa(vector.Hex("Q"), digest, vector.Hex("signature"));
    }
}
