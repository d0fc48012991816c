using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class Ed25519ExtendedTests
{
    [Fact]
    public void The_hash_of_a_seed_signs_as_the_seed_does()
    {
        var list = new Checklist();
        foreach (var fields in TestData.Lines("noble/ed25519-first-256.txt").Select(line => line.Split(':')))
        {
            var (seed, publicKey) = (Convert.FromHexString(fields[0][..64]), Convert.FromHexString(fields[1]));
            var (message, signature) = (Convert.FromHexString(fields[2]), Convert.FromHexString(fields[3][..128]));
            var key = Clamped(SHA512.HashData(seed));
            list.Equal($"key {fields[1]}", publicKey, Ed25519Extended.GetPublicKey(key));
            list.Equal($"signature {fields[1]}", signature, Ed25519Extended.Sign(key, message));
        }

        list.AssertAll(expectedCount: 2 * 256);
    }

    [Fact]
    public void Signatures_of_random_keys_are_valid_for_everybody()
    {
        for (var i = 0; i < 50; i++)
        {
            var key = Clamped(RandomNumberGenerator.GetBytes(64));
            var message = RandomNumberGenerator.GetBytes(i);

            var signature = Ed25519Extended.Sign(key, message);

            Assert.True(Ed25519.Verify(Ed25519Extended.GetPublicKey(key), message, signature));
            signature[i] ^= 1;
            Assert.False(Ed25519.Verify(Ed25519Extended.GetPublicKey(key), message, signature));
        }
    }

    [Theory]
    [InlineData(0, 0x01)]
    [InlineData(31, 0x80)]
    [InlineData(31, 0x40)]
    public void A_key_with_a_bit_that_clamping_forbids_is_none(int position, byte bit)
    {
        var key = Clamped(new byte[64]);
        key[position] ^= bit;

        Assert.False(Ed25519Extended.IsValidPrivateKey(key));
        Assert.Throws<ArgumentException>(() => Ed25519Extended.Sign(key, []));
        Assert.Throws<ArgumentException>(() => Ed25519Extended.GetPublicKey(key));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(128)]
    public void A_key_of_another_length_is_none(int length) => Assert.False(Ed25519Extended.IsValidPrivateKey(new byte[length]));

    private static byte[] Clamped(byte[] key)
    {
        key[0] &= 0xF8;
        key[31] = (byte)((key[31] & 0x7F) | 0x40);
        return key;
    }
}
