using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;
using TatumKms.Cryptography.KeyDerivation;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.KeyDerivation;

[Collection(nameof(ScratchMemory))]
public sealed class ScryptTests
{
    [Fact]
    public void Scrypt_and_Pbkdf2_give_the_answers_of_ethers()
    {
        var list = new Checklist();
        foreach (var vector in TestData.Json("ethers/pbkdf.json.gz").EnumerateArray())
        {
            var (name, password, salt) = (vector.Text("name"), vector.Hex("password"), vector.Hex("salt"));
            var key = new byte[vector.Number("dkLen")];

            var scrypt = vector.GetProperty("scrypt");
            Scrypt.DeriveKey(password, salt, scrypt.Number("N"), scrypt.Number("r"), scrypt.Number("p"), key);
            list.Equal($"scrypt {name}", scrypt.Hex("key"), key);

            var pbkdf2 = vector.GetProperty("pbkdf2");
            var algorithm = new HashAlgorithmName(pbkdf2.Text("algorithm").ToUpperInvariant());
            Rfc2898DeriveBytes.Pbkdf2(password, salt, key, pbkdf2.Number("iterations"), algorithm);
            list.Equal($"pbkdf2 {name}", pbkdf2.Hex("key"), key);
        }

        list.AssertAll(expectedCount: 2 * 265);
    }

    // RFC 7914, section 12.
    [Theory]
    [InlineData("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")]
    [InlineData("password", "NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")]
    [InlineData("pleaseletmein", "SodiumChloride", 16384, 8, 1, "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")]
    [InlineData("pleaseletmein", "SodiumChloride", 1048576, 8, 1, "2101cb9b6a511aaeaddbbe09cf70f881ec568d574a2ffd4dabe5ee9820adaa478e56fd8f4ba5d09ffa1c6d927c40f4c337304049e8a952fbcbf45c6fa77a41a4")]
    public void Scrypt_gives_the_answers_of_RFC_7914(string password, string salt, int n, int r, int p, string expected)
    {
        var key = new byte[64];
        Scrypt.DeriveKey(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), n, r, p, key);
        Assert.Equal(expected, Convert.ToHexStringLower(key));
    }

    [Fact]
    public void Scrypt_gives_the_answers_of_BouncyCastle_for_any_parameters_and_lengths()
    {
        var list = new Checklist();
        for (var i = 0; i < 300; i++)
        {
            var (n, r, p) = (1 << RandomNumberGenerator.GetInt32(1, 11), RandomNumberGenerator.GetInt32(1, 18), RandomNumberGenerator.GetInt32(1, 5));
            var password = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(200));
            var salt = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(200));
            var key = new byte[RandomNumberGenerator.GetInt32(1, 200)];
            Scrypt.DeriveKey(password, salt, n, r, p, key);
            list.Equal($"n {n}, r {r}, p {p}, password {Convert.ToHexString(password)}, salt {Convert.ToHexString(salt)}", SCrypt.Generate(password, salt, n, r, p, key.Length), key);
        }

        list.AssertAll(expectedCount: 300);
    }

    [Fact]
    public void What_scrypt_derives_never_is_on_the_collectors_heap()
    {
        const int N = 1 << 15, R = 8;
        Span<byte> key = stackalloc byte[64];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Scrypt.DeriveKey([1], [2], N, R, 1, key);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 * R);
    }

    [Theory]
    [InlineData(1 << 16, 1, 1)]
    [InlineData(1024, 8, int.MaxValue / (128 * 8 * 8) + 1)]
    [InlineData(1024, int.MaxValue, 1)]
    [InlineData(-1024, 8, 1)]
    [InlineData(1000, 8, 1)]
    [InlineData(1, 8, 1)]
    [InlineData(0, 8, 1)]
    [InlineData(1024, 0, 1)]
    [InlineData(1024, 8, 0)]
    public void DeriveKey_WhenTheParametersAreNotScrypts_ThrowsArgumentException(int n, int r, int p) =>
        Assert.ThrowsAny<ArgumentException>(() => Scrypt.DeriveKey([1], [2], n, r, p, new byte[32]));
}
