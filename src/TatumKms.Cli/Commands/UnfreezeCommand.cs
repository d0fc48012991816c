using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>unfreeze</c>: ends what <c>freeze</c> began.</summary>
internal sealed class UnfreezeCommand : KmsCommand
{
    [SetsRequiredMembers]
    public UnfreezeCommand(Composition kms)
        : base(kms, "unfreeze", "Let signing go on after 'freeze'.") =>
        Examples = ["unfreeze"];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var freeze = FreezeCommand.SwitchOf(Kms.Configure(arguments));
        Kms.Terminal.Say(freeze.Unfreeze() ? "Signing goes on." : $"Signing was not frozen: there is no {freeze.FilePath}.");
        return Task.FromResult(ExitCode.Done);
    }
}
