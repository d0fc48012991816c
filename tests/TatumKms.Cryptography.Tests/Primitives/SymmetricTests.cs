using System.Security.Cryptography;
using System.Text.Json;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Primitives;

/// <summary>The platform's own primitives, with the parameters that the wallet file and the key derivations use.</summary>
public sealed class SymmetricTests
{
    [Fact]
    public void AesGcm_passes_Wycheproof_for_nonces_of_12_and_tags_of_16_bytes()
    {
        var list = new Checklist();
        foreach (var (testGroup, test) in TestData.Wycheproof("aes_gcm_test.json"))
        {
            if (testGroup.Number("ivSize") == 96 && testGroup.Number("tagSize") == 128)
            {
                list.Check($"{test.Number("tcId")}", AesGcmAgrees(test));
            }
        }

        list.AssertAll(expectedCount: 197);
    }

    [Fact]
    public void AesCbc_with_PKCS7_passes_Wycheproof()
    {
        var list = new Checklist();
        foreach (var (_, test) in TestData.Wycheproof("aes_cbc_pkcs5_test.json"))
        {
            list.Check($"{test.Number("tcId")}", AesCbcAgrees(test));
        }

        list.AssertAll(expectedCount: 216);
    }

    [Theory]
    [InlineData("hmac_sha256_test.json", 174)]
    [InlineData("hmac_sha512_test.json", 174)]
    public void Hmac_passes_Wycheproof(string file, int count)
    {
        var list = new Checklist();
        foreach (var (testGroup, test) in TestData.Wycheproof(file))
        {
            var (key, message) = (test.Hex("key"), test.Hex("msg"));
            var mac = file.Contains("256", StringComparison.Ordinal)
                ? HMACSHA256.HashData(key, message)
                : HMACSHA512.HashData(key, message);
            var tag = mac.AsSpan(0, testGroup.Number("tagSize") / 8);
            list.Check($"{test.Number("tcId")}", tag.SequenceEqual(test.Hex("tag")) == test.IsValid());
        }

        list.AssertAll(count);
    }

    [Theory]
    [InlineData("pbkdf2_hmacsha256_test.json", 60)]
    [InlineData("pbkdf2_hmacsha512_test.json", 58)]
    public void Pbkdf2_passes_Wycheproof(string file, int count)
    {
        var algorithm = file.Contains("256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;
        var list = new Checklist();
        foreach (var (_, test) in TestData.Wycheproof(file))
        {
            var key = new byte[test.Number("dkLen")];
            Rfc2898DeriveBytes.Pbkdf2(test.Hex("password"), test.Hex("salt"), key, test.Number("iterationCount"), algorithm);
            list.Check($"{test.Number("tcId")}", key.AsSpan().SequenceEqual(test.Hex("dk")) == test.IsValid());
        }

        list.AssertAll(count);
    }

    private static bool AesGcmAgrees(JsonElement test)
    {
        using var aes = new AesGcm(test.Hex("key"), tagSizeInBytes: 16);
        var (nonce, aad, ciphertext, tag) = (test.Hex("iv"), test.Hex("aad"), test.Hex("ct"), test.Hex("tag"));
        var plaintext = new byte[ciphertext.Length];
        try
        {
            aes.Decrypt(nonce, ciphertext, tag, plaintext, aad);
        }
        catch (AuthenticationTagMismatchException)
        {
            return !test.IsValid();
        }

        var (encrypted, madeTag) = (new byte[ciphertext.Length], new byte[16]);
        aes.Encrypt(nonce, plaintext, encrypted, madeTag, aad);
        return test.IsValid()
            && plaintext.AsSpan().SequenceEqual(test.Hex("msg"))
            && encrypted.AsSpan().SequenceEqual(ciphertext)
            && madeTag.AsSpan().SequenceEqual(tag);
    }

    private static bool AesCbcAgrees(JsonElement test)
    {
        using var aes = Aes.Create();
        aes.Key = test.Hex("key");
        try
        {
            var plaintext = aes.DecryptCbc(test.Hex("ct"), test.Hex("iv"), PaddingMode.PKCS7);
            return test.IsValid()
                && plaintext.AsSpan().SequenceEqual(test.Hex("msg"))
                && aes.EncryptCbc(plaintext, test.Hex("iv"), PaddingMode.PKCS7).AsSpan().SequenceEqual(test.Hex("ct"));
        }
        catch (CryptographicException)
        {
            return !test.IsValid();
        }
    }
}
