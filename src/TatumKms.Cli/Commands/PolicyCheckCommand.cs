using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Commands;

/// <summary><c>policy check</c>: reads a policy and says what makes no sense in it.</summary>
internal sealed class PolicyCheckCommand : KmsCommand
{
    [SetsRequiredMembers]
    public PolicyCheckCommand(Composition kms)
        : base(kms, "check", "Read a policy and say what is wrong or makes no sense in it.")
    {
        Add(File);
        Examples = ["policy check policy.json"];
    }

    internal Argument<string> File { get; } = new("file") { Description = "The path of the policy." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = Kms.Configure(arguments).Resolve(arguments.GetRequiredValue(File));
        var policy = PolicyDocument.Parse(await ReadAsync(file, cancellationToken), file);
        var findings = policy.Findings();
        Kms.Terminal.WriteObject(json =>
        {
            json.WriteString("file", file);
            json.WriteNumber("rules", policy.RuleCount);
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
            return ExitCode.Done;
        }

        Kms.Terminal.Fail($"The policy can be read, but {(findings.Count == 1 ? "something in it makes" : $"{findings.Count} things in it make")} no sense.", "Each is told in 'findings'.");
        return ExitCode.Configuration;
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await System.IO.File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.Configuration, $"The policy {file} cannot be read: {cause.Message}", "'tatum-kms policy init' prints one to begin with.", cause);
        }
    }
}
