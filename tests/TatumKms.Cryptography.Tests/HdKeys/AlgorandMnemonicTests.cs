using System.Text;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Cryptography.Tests.HdKeys;

public sealed class AlgorandMnemonicTests
{
    // algorand/algorand-sdk-testing @ 7c67284b5267, features/unit/transactions.feature
    private const string Mnemonic =
        "awful drop leaf tennis indoor begin mandate discover uncle seven only coil atom any hospital uncover make any climb actor armed measure need above hundred";

    private const string Address = "BH55E5RMBD4GYWXGX5W5PJ5JAHPGM5OXKDQH5DC4O2MGI7NW4H6VOE4CP4";

    [Fact]
    public void The_words_give_the_seed_of_the_account()
    {
        var seed = new byte[AlgorandMnemonic.SeedLength];

        Assert.Null(AlgorandMnemonic.ReadSeed(Encoding.UTF8.GetBytes(Mnemonic), seed));

        Assert.StartsWith(Base32.Encode(Ed25519.GetPublicKey(seed))[..51], Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", MnemonicProblem.WordCount)]
    [InlineData("awful", MnemonicProblem.WordCount)]
    [InlineData(Mnemonic + " hundred", MnemonicProblem.WordCount)]
    [InlineData("Awful drop leaf tennis indoor begin mandate discover uncle seven only coil atom any hospital uncover make any climb actor armed measure need above hundred", MnemonicProblem.UnknownWord)]
    [InlineData("awful drop leaf tennis indoor begin mandate discover uncle seven only coil atom any hospital uncover make any climb actor armed measure need above awful", MnemonicProblem.Checksum)]
    [InlineData("drop awful leaf tennis indoor begin mandate discover uncle seven only coil atom any hospital uncover make any climb actor armed measure need above hundred", MnemonicProblem.Checksum)]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon zoo invest", MnemonicProblem.Checksum)]
    public void Words_that_are_no_account_say_what_is_wrong(string mnemonic, MnemonicProblem problem)
    {
        var seed = new byte[AlgorandMnemonic.SeedLength];

        Assert.Equal(problem, AlgorandMnemonic.ReadSeed(Encoding.UTF8.GetBytes(mnemonic), seed));
        Assert.Equal(new byte[AlgorandMnemonic.SeedLength], seed);
    }
}
