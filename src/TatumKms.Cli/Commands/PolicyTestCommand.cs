using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Commands;

/// <summary><c>policy test</c>: what a policy would have said of the transactions that were signed.</summary>
internal sealed class PolicyTestCommand : KmsCommand
{
    [SetsRequiredMembers]
    public PolicyTestCommand(Composition kms)
        : base(kms, "test", "Tell what a policy would have said of the transactions that the signing journal knows as signed.")
    {
        Add(File);
        Examples = ["policy test policy.json", "policy test policy.json --journal=/mnt/safe/wallet.dat.journal"];
    }

    internal Argument<string> File { get; } = new("file") { Description = "The path of the policy." };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Journal];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var file = configuration.Resolve(arguments.GetRequiredValue(File));
        var journal = configuration.JournalOr(arguments.GetValue(Kms.Options.Journal));
        var (policy, _) = CurrentPolicy.ReadFile(file);
        var signed = JournalAudit.ReadSigned(journal, cancellationToken);
        var judged = PolicyRehearsal.Run(policy, signed.Known).ToArray();
        Kms.Terminal.WriteObject(json =>
        {
            json.WriteString("file", file);
            json.WriteString("journal", journal);
            json.WriteNumber("transactions", judged.Length);
            json.WriteNumber("withoutFacts", signed.WithoutFacts);
            foreach (var effect in Enum.GetValues<PolicyEffect>())
            {
                json.WriteNumber(effect.Name(), judged.Count(pair => pair.Decision.Effect == effect));
            }

            json.WriteStartArray("notAllowed");
            foreach (var (facts, decision) in judged.Where(pair => pair.Decision.Effect != PolicyEffect.Allow))
            {
                Write(json, facts, decision);
            }

            json.WriteEndArray();
        });
        if (signed.WithoutFacts > 0)
        {
            Kms.Terminal.Say($"Of {signed.WithoutFacts} transactions that an older version has signed the journal does not know what they paid; they are left out.");
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static void Write(Utf8JsonWriter json, SignedFacts facts, PolicyDecision decision)
    {
        json.WriteStartObject();
        json.WriteString("id", facts.Request.PendingId);
        json.WriteString("signedAt", facts.Time);
        json.WriteString("chain", facts.Request.Chain.Code);
        json.WriteString("effect", decision.Effect.Name());
        json.WriteStartArray("by");
        foreach (var name in decision.DecidedBy)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteString("sentence", decision.Sentence);
        json.WriteEndObject();
    }
}
