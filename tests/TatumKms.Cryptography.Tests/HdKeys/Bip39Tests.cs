using System.Text;
using TatumKms.Cryptography.HdKeys;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.HdKeys;

public sealed class Bip39Tests
{
    [Fact]
    public void Seeds_are_those_of_Trezor_in_every_language()
    {
        var list = new Checklist();
        foreach (var language in TestData.Json("trezor/vectors.json").EnumerateObject())
        {
            foreach (var vector in language.Value.EnumerateArray())
            {
                list.Equal($"{language.Name} {vector[0]}", vector[2].Hex(), Seed(vector[1].GetString()!, "TREZOR"));
            }
        }

        list.AssertAll(expectedCount: 12 * 24);
    }

    [Fact]
    public void English_mnemonics_are_those_of_Trezor_and_pass_the_check()
    {
        var list = new Checklist();
        foreach (var vector in TestData.Json("trezor/vectors.json").GetProperty("english").EnumerateArray())
        {
            var mnemonic = Encoding.ASCII.GetBytes(vector[1].GetString()!);
            list.Equal(vector[0].GetString()!, mnemonic, Bip39.FromEntropy(vector[0].Hex()));
            list.Check(vector[0].GetString()!, Bip39.Check(mnemonic) is null);
            var entropy = new byte[Bip39.MaxEntropyLength];
            list.Check(vector[0].GetString()!, Bip39.ReadEntropy(mnemonic, entropy, out var length) is null);
            list.Equal(vector[0].GetString()!, vector[0].Hex(), [.. entropy.AsSpan(..length)]);
        }

        list.AssertAll(expectedCount: 4 * 24);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    [InlineData(21)]
    [InlineData(24)]
    public void Generate_makes_a_new_valid_mnemonic_each_time(int words)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var mnemonic = Bip39.Generate(words);
            Assert.Null(Bip39.Check(mnemonic));
            Assert.Equal(words, mnemonic.AsSpan().Count((byte)' ') + 1);
            Assert.True(seen.Add(Encoding.ASCII.GetString(mnemonic)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(27)]
    [InlineData(-12)]
    public void Generate_WhenTheNumberOfWordsIsNotBip39s_Throws(int words) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bip39.Generate(words));

    [Theory]
    [InlineData("", MnemonicProblem.WordCount)]
    [InlineData("abandon", MnemonicProblem.WordCount)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", MnemonicProblem.WordCount)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", MnemonicProblem.Checksum)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about abandon", MnemonicProblem.Checksum)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon About", MnemonicProblem.UnknownWord)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon  about", MnemonicProblem.UnknownWord)]
    [InlineData(" abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about", MnemonicProblem.UnknownWord)]
    [InlineData("abandon\tabandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about", MnemonicProblem.UnknownWord)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abou", MnemonicProblem.UnknownWord)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon zzzzz", MnemonicProblem.UnknownWord)]
    public void Check_names_the_problem(string mnemonic, MnemonicProblem problem) =>
        Assert.Equal(problem, Bip39.Check(Encoding.UTF8.GetBytes(mnemonic)));

    [Fact]
    public void Check_accepts_exactly_the_last_words_that_the_checksum_allows()
    {
        // Twelve words carry four bits of checksum: one word in sixteen fits.
        var start = Bip39.FromEntropy(new byte[16]).AsSpan();
        var eleven = start[..start.LastIndexOf((byte)' ')];
        var fitting = 0;
        for (var i = 0; i < EnglishWords.Count; i++)
        {
            fitting += Bip39.Check([.. eleven, (byte)' ', .. EnglishWords.At(i)]) is null ? 1 : 0;
        }

        Assert.Equal(128, fitting);
    }

    [Fact]
    public void The_word_list_is_in_order_and_finds_each_of_its_words()
    {
        for (var i = 0; i < EnglishWords.Count; i++)
        {
            Assert.Equal(i, EnglishWords.IndexOf(EnglishWords.At(i)));
            Assert.True(i == 0 || EnglishWords.At(i - 1).SequenceCompareTo(EnglishWords.At(i)) < 0);
        }
    }

    [Fact]
    public void DeriveSeed_WhenTheTextIsNotUtf8_Throws()
    {
        Assert.Throws<ArgumentException>(() => Bip39.DeriveSeed([0xc3, 0x28], [], new byte[64]));
        Assert.Throws<ArgumentException>(() => Bip39.DeriveSeed([0x61], [0xff], new byte[64]));
    }

    [Fact]
    public void DeriveSeed_WhenTheDestinationIsNot64Bytes_Throws() =>
        Assert.Throws<ArgumentException>(() => Bip39.DeriveSeed([0x61], [], new byte[63]));

    private static byte[] Seed(string mnemonic, string passphrase)
    {
        var seed = new byte[64];
        Bip39.DeriveSeed(Encoding.UTF8.GetBytes(mnemonic), Encoding.UTF8.GetBytes(passphrase), seed);
        return seed;
    }
}
