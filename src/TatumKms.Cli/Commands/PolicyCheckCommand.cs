using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Commands;

/// <summary><c>policy check</c>: reads a policy and says what makes no sense in it.</summary>
internal sealed class PolicyCheckCommand : KmsCommand
{
    [SetsRequiredMembers]
    public PolicyCheckCommand(Composition kms)
        : base(kms, "check", "Say what is wrong in a policy or makes no sense.")
    {
        Add(File);
        Examples = ["policy check policy.json", "policy check /etc/tatum-kms/policy.json --output=table"];
    }

    internal Argument<string> File { get; } = new("file") { Description = "The path of the policy." };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Output];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asTable = Kms.WantsTable(arguments, otherwise: false);
        var file = Kms.Configure(arguments).Resolve(arguments.GetRequiredValue(File));
        var (policy, hash) = CurrentPolicy.ReadFile(file);
        var findings = policy.Findings();
        Kms.Terminal.WriteFacts(asTable, json =>
        {
            json.WriteString("file", file);
            json.WriteNumber("rules", policy.RuleCount);
            json.WriteString("sha256", hash);
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStringValue(finding);
            }

            json.WriteEndArray();
        });
        if (findings.Count == 0)
        {
            Kms.Terminal.Say("The policy can be used.");
            return Task.FromResult(ExitCode.Done);
        }

        Kms.Terminal.Fail($"The policy can be read, but {(findings.Count == 1 ? "something in it makes" : $"{findings.Count} things in it make")} no sense.", "Each is told in 'findings'.");
        return Task.FromResult(ExitCode.Configuration);
    }
}
