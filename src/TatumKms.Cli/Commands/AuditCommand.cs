using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>audit</c>: what can be checked of the past; the work is in its parts.</summary>
internal sealed class AuditCommand : KmsCommand
{
    [SetsRequiredMembers]
    public AuditCommand(Composition kms)
        : base(kms, "audit", "Check the signing journal; see 'audit verify'.")
    {
        Add(new AuditVerifyCommand(kms));
        Examples = ["audit verify"];
    }

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        throw UsageErrors.New("'audit' alone does nothing.", "Write 'audit verify' to check the signing journal.");
}
