using System.Security.Cryptography;
using System.Text;
using TatumKms.Cryptography.Hashing;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Hashing;

public sealed class HashTests
{
    [Fact]
    public void Keccak256_and_Ripemd160_give_the_answers_of_ethers()
    {
        var list = new Checklist();
        foreach (var vector in TestData.Json("ethers/hashes.json.gz").EnumerateArray())
        {
            var data = vector.Hex("data");
            list.Equal($"keccak256 {vector.Text("name")}", vector.Hex("keccak256"), Keccak256.HashData(data));
            list.Equal($"ripemd160 {vector.Text("name")}", vector.Hex("ripemd160"), Ripemd160.HashData(data));
            list.Equal($"sha256 {vector.Text("name")}", vector.Hex("sha256"), SHA256.HashData(data));
            list.Equal($"sha512 {vector.Text("name")}", vector.Hex("sha512"), SHA512.HashData(data));
        }

        list.AssertAll(expectedCount: 4 * 257);
    }

    // NIST's examples for FIPS 202 (0 and 24 bits), and Python's hashlib for a message of more than one block.
    [Theory]
    [InlineData("", 1, "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a")]
    [InlineData("abc", 1, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")]
    [InlineData("a", 200, "cce34485baf2bf2aca99b94833892a4f52896d3d153f7b840cc4f9fe695f1387")]
    public void Sha3_256_gives_the_known_answers(string text, int times, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Sha3.Hash256(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))))));

    // NIST's example values for SHA-512/256.
    [Theory]
    [InlineData("abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")]
    [InlineData("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a")]
    public void Sha512T256_gives_the_known_answers(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Sha512T256.HashData(Encoding.ASCII.GetBytes(text))));

    // The authors' own test values: https://homes.esat.kuleuven.be/~bosselae/ripemd160.html
    [Theory]
    [InlineData("", "9c1185a5c5e9fc54612808977ee8f548b2258d31")]
    [InlineData("abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc")]
    [InlineData("message digest", "5d0689ef49d2fae572b881b123a85ffa21595f36")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "f71c27109c692c1b56bbdceb5b9d2865b3708dbc")]
    public void Ripemd160_gives_the_known_answers(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Ripemd160.HashData(Encoding.ASCII.GetBytes(text))));

    // 64 bytes: RFC 7693, appendix A. 32 and 28 bytes: Python's hashlib.blake2b, which is the authors' code.
    [Theory]
    [InlineData("abc", 64, "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")]
    [InlineData("abc", 32, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")]
    [InlineData("", 32, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")]
    [InlineData("abc", 28, "9bd237b02a29e43bdd6738afa5b53ff0eee178d6210b618e4511aec8")]
    public void Blake2b_gives_the_known_answers(string text, int length, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Blake2b.HashData(Encoding.ASCII.GetBytes(text), length)));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Blake2b_WhenTheLengthIsNotOneTo64_Throws(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake2b.HashData([], length));

    [Fact]
    public void Sha256d_of_the_genesis_header_is_its_block_hash()
    {
        // Bitcoin's first block: https://en.bitcoin.it/wiki/Genesis_block
        var header = Convert.FromHexString(
            "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f61"
            + "7fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c");
        var hash = Sha256d.HashData(header);
        Array.Reverse(hash);
        Assert.Equal("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void Hash160_of_the_generator_is_the_program_of_BIP_173()
    {
        var generator = Convert.FromHexString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        Assert.Equal("751e76e8199196d454941c45d1b3a323f1433bd6", Convert.ToHexStringLower(Hash160.HashData(generator)));
    }

    [Fact]
    public void TaggedHash_hashes_the_tag_twice_before_the_data()
    {
        byte[] data = [1, 2, 3];
        var tag = SHA256.HashData("TapLeaf"u8);
        Assert.Equal(SHA256.HashData([.. tag, .. tag, .. data]), TaggedHash.HashData("TapLeaf", data));
    }
}
