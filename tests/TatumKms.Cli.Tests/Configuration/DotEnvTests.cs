using TatumKms.Cli.Configuration;

namespace TatumKms.Cli.Tests.Configuration;

public class DotEnvTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A=", "")]
    [InlineData("A", null)]
    [InlineData("  A = b c  ", "b c")]
    [InlineData("export A=b", "b")]
    [InlineData("A: b", "b")]
    [InlineData("A:b", null)]
    [InlineData("A=b:c=d", "b:c=d")]
    [InlineData("#A=b", null)]
    [InlineData("A=b # c", "b")]
    [InlineData("A=b#c", "b")]
    [InlineData("A='b # c'", "b # c")]
    [InlineData("A=\"b # c\" # d", "b # c")]
    [InlineData("A=`b 'c' \"d\"`", "b 'c' \"d\"")]
    [InlineData("A='b'c", "b")]
    [InlineData("A='b", "'b")]
    [InlineData("A=\"b\\nc\"", "b\nc")]
    [InlineData("A='b\\nc'", "b\\nc")]
    [InlineData("A=\"b\nc\"", "b\nc")]
    [InlineData("A=$HOME ${HOME} $$ a$b", "$HOME ${HOME} $$ a$b")]
    [InlineData("A=\"$HOME\"", "$HOME")]
    [InlineData("A=pä€𝄞", "pä€𝄞")]
    [InlineData("A=b\r\nB=c", "b")]
    [InlineData("A=b\nA=c", "c")]
    [InlineData("\uFEFFA=b", "b")]
    [InlineData("B='x\ny'\nA=b", "b")]
    [InlineData("no variable here\n\n\nA=b", "b")]
    [InlineData("B=\nA=b", "b")]
    public void Parse_ReadsAValueAsTheOriginalReadsIt(string text, string? value)
    {
        Assert.Equal(value, DotEnv.Parse(text).GetValueOrDefault("A"));
    }

    [Fact]
    public void Parse_TakesNamesWithDotsHyphensAndUnderscores()
    {
        Assert.Equal(["a.b-c_D1"], DotEnv.Parse("a.b-c_D1=x\n").Keys);
    }

    [Fact]
    public void Parse_OfAnyPrefixOfAFile_Ends()
    {
        const string File = "# c\r\nexport A='b\n' # d\nB=\"c\\\"\n D : e\n=f\nG==\n";

        for (var length = 0; length <= File.Length; length++)
        {
            Assert.InRange(DotEnv.Parse(File[..length]).Count, 0, 4);
        }
    }
}
