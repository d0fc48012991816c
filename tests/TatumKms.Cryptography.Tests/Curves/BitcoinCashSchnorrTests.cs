using System.Security.Cryptography;
using System.Text;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

/// <summary>Golden transactions of the chain prove the bytes; these prove what must hold for any key.</summary>
public sealed class BitcoinCashSchnorrTests
{
    private readonly BitcoinCashSchnorr _managed = new(Engines.BouncyCastle);
    private readonly BitcoinCashSchnorr _native = new(Engines.Native ?? Engines.BouncyCastle);

    // The vector of the specification's nonce function: key 12b004fff7f4b69ef8650e767f18f11ede158148b425660723b9f9a66e61f747,
    // message "Very deterministic message", hashed twice (Bitcoin Cash Node, key_tests).
    [Fact]
    public void Sign_gives_the_signature_of_Bitcoin_Cash_Node()
    {
        var key = Convert.FromHexString("12b004fff7f4b69ef8650e767f18f11ede158148b425660723b9f9a66e61f747");
        var digest = SHA256.HashData(SHA256.HashData(Encoding.ASCII.GetBytes("Very deterministic message")));

        Assert.Equal(
            "2c56731ac2f7a7e7f11518fc7722a166b02438924ca9d8b4d111347b81d0717571846de67ad3d913a8fdf9d8f3f73161a4c48ae81cb183b214765feb86e255ce",
            Convert.ToHexStringLower(_native.Sign(key, digest)));
    }

    [Fact]
    public void Both_engines_give_the_same_bytes_and_verify_each_others()
    {
        for (var i = 0; i < 200; i++)
        {
            var (key, digest) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
            var publicKey = Engines.BouncyCastle.GetPublicKey(key, compressed: i % 2 == 0);
            var signature = _native.Sign(key, digest);

            Assert.Equal(_managed.Sign(key, digest), signature);
            Assert.True(_managed.Verify(publicKey, digest, signature));
            Assert.True(_native.Verify(publicKey, digest, signature));
            signature[RandomNumberGenerator.GetInt32(64)] ^= 1;
            Assert.False(_managed.Verify(publicKey, digest, signature));
            Assert.False(_native.Verify(publicKey, digest, signature));
        }
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x01)]
    [InlineData(0x04)]
    [InlineData(0x05)]
    public void Verify_WhenAKeyOf33BytesIsNoPublicKey_SaysNo(byte prefix)
    {
        var signature = _native.Sign([.. new byte[31], 1], new byte[32]);
        var publicKey = Engines.BouncyCastle.GetPublicKey([.. new byte[31], 1], compressed: true);
        Assert.True(_native.Verify(publicKey, new byte[32], signature));
        publicKey[0] = prefix;

        Assert.False(_native.Verify(publicKey, new byte[32], signature));
        Assert.False(_managed.Verify(publicKey, new byte[32], signature));
    }

    [Fact]
    public void Verify_WhenNoPointHasTheCoordinate_SaysNo()
    {
        byte[] offTheCurve = [2, .. new byte[31], 5];

        Assert.False(_native.Verify(offTheCurve, new byte[32], new byte[64]));
        Assert.False(_managed.Verify(offTheCurve, new byte[32], new byte[64]));
    }

    [Fact]
    public void Verify_WhenTheSignatureIsNot64Bytes_SaysNo() =>
        Assert.False(_native.Verify(Engines.BouncyCastle.GetPublicKey([.. new byte[31], 1], compressed: true), new byte[32], new byte[65]));
}
