using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class Ed25519Tests
{
    [Fact]
    public void Ed25519_signs_as_the_authors_do()
    {
        var list = new Checklist();
        foreach (var fields in TestData.Lines("noble/ed25519-first-256.txt").Select(line => line.Split(':')))
        {
            // The file has seed || public key, public key, message, signature || message.
            var (seed, publicKey) = (Convert.FromHexString(fields[0][..64]), Convert.FromHexString(fields[1]));
            var (message, signature) = (Convert.FromHexString(fields[2]), Convert.FromHexString(fields[3][..128]));
            list.Equal($"key {fields[1]}", publicKey, Ed25519.GetPublicKey(seed));
            list.Equal($"signature {fields[1]}", signature, Ed25519.Sign(seed, message));
            list.Check($"verification {fields[1]}", Ed25519.Verify(publicKey, message, signature));
        }

        list.AssertAll(expectedCount: 3 * 256);
    }

    [Fact]
    public void Verify_passes_Wycheproof()
    {
        var list = new Checklist();
        foreach (var (testGroup, test) in TestData.Wycheproof("ed25519_test.json"))
        {
            var publicKey = testGroup.GetProperty("publicKey").Hex("pk");
            list.Check($"{test.Number("tcId")}", Ed25519.Verify(publicKey, test.Hex("msg"), test.Hex("sig")) == test.IsValid());
        }

        list.AssertAll(expectedCount: 151);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Sign_WhenTheSeedIsNot32Bytes_Throws(int length)
    {
        Assert.Throws<ArgumentException>(() => Ed25519.Sign(new byte[length], []));
        Assert.Throws<ArgumentException>(() => Ed25519.GetPublicKey(new byte[length]));
    }

    [Fact]
    public void Verify_WhenLengthsAreWrong_IsFalse()
    {
        Assert.False(Ed25519.Verify(new byte[31], [], new byte[64]));
        Assert.False(Ed25519.Verify(new byte[32], [], new byte[63]));
    }
}
