using System.Text;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Terminal;

public class LineReaderTests
{
    [Fact]
    public void Read_TakesOneLineAndLeavesTheNext()
    {
        using var stream = Stream("first\r\nsecond\n\nlast");

        Assert.Equal(["first", "second", "", "last", null, null], Enumerable.Range(0, 6).Select(_ => Line(stream)));
    }

    [Fact]
    public void Read_WhenTheLineIsTooLong_RefusesIt()
    {
        using var stream = Stream(new string('x', 65 * 1024));

        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => LineReader.Read(stream)).Error);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string? Line(Stream stream)
    {
        using var line = LineReader.Read(stream);
        return line is null ? null : Encoding.UTF8.GetString(line.Span);
    }
}
