using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>policy</c>: what is done about policies; its parts do it.</summary>
internal sealed class PolicyCommand : KmsCommand
{
    [SetsRequiredMembers]
    public PolicyCommand(Composition kms)
        : base(kms, "policy", "Check a policy, try one out, or print one; 'check', 'test' or 'init' follows.")
    {
        Add(new PolicyCheckCommand(kms));
        Add(new PolicyTestCommand(kms));
        Add(new PolicyInitCommand(kms));
        Examples = ["policy init > policy.json", "policy check policy.json"];
    }

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        throw UsageErrors.New("What to do about policies is missing.", "Write 'policy check <file>', 'policy test <file>' or 'policy init'.");
}
