using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Terminal;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Commands;

/// <summary><c>policy init</c>: prints a policy with comments to begin with.</summary>
internal sealed class PolicyInitCommand : KmsCommand
{
    [SetsRequiredMembers]
    public PolicyInitCommand(Composition kms)
        : base(kms, "init", "Print a policy with comments to begin with.") =>
        Examples = ["policy init > policy.json"];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Kms.Terminal.WriteText(PolicyExample.Text);
        return Task.FromResult(ExitCode.Done);
    }
}
