using TatumKms.Cli.Terminal;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests;

public class KmsApplicationTests
{
    [Fact]
    public async Task An_unexpected_failure_tells_its_type_and_never_its_message()
    {
        using var machine = new TestMachine();
        await using var error = new StringWriter { NewLine = "\n" };
        using var output = new Failing();
        var world = new Machine
        {
            Terminal = new StandardTerminal(Stream.Null, output, error, isTerminal: (false, false), controlling: null),
            Environment = machine.Environment,
            WorkingDirectory = machine.WorkingDirectory,
            TemporaryDirectory = machine.Temporary,
        };

        var code = await new KmsApplication(world).RunAsync(["generatewallet", "BTC"], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Unexpected, (ExitCode)code);
        Assert.StartsWith("tatum-kms: error: Unexpected failure (System.InvalidOperationException).\n", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("L4K5", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class Failing : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("the key L4K5");
    }
}
