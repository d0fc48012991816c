using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Demo;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>demo</c>: the main job on this machine alone. Whatever happens, its folder is removed.</summary>
internal sealed class DemoCommand : KmsCommand
{
    [SetsRequiredMembers]
    public DemoCommand(Composition kms)
        : base(kms, "demo", "Show the whole job on this machine in seconds; needs nothing and leaves nothing behind.") =>
        Examples = ["demo"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => options.Standing;

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        var folder = Path.Combine(Kms.Machine.TemporaryDirectory, $"tatum-kms-demo-{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            await new DemoRun(Kms, folder).RunAsync(stop.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Kms.Terminal.WriteText("Everything is removed again. That was the whole job; tatum-kms --help shows how to do it with your keys.\n");
        return ExitCode.Done;
    }
}
