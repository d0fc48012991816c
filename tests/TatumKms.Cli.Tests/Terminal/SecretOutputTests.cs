using System.Buffers;
using System.Text;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Tests.Terminal;

public class SecretOutputTests
{
    [Fact]
    public void Write_WhenItIsLargerThanTheBuffer_ReachesTheStreamWhole()
    {
        using var stream = new MemoryStream();
        using var output = new SecretOutput(stream);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i},")));

        output.Write(text);
        output.Flush();

        Assert.Equal(text, stream.ToArray());
    }

    [Fact]
    public void Flush_LeavesNothingInTheBuffer()
    {
        using var stream = new MemoryStream();
        using var output = new SecretOutput(stream);
        var buffer = output.GetMemory(6);
        output.Write("secret"u8);

        output.Flush();

        Assert.Equal(new byte[6], buffer[..6].ToArray());
    }
}
