using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Daemon.Journal;

namespace TatumKms.Cli.Commands;

/// <summary><c>explain</c>: what the signing journal knows of a transaction, and who let it pass. Needs no password and no API, takes no lock.</summary>
internal sealed class ExplainCommand : KmsCommand
{
    [SetsRequiredMembers]
    public ExplainCommand(Composition kms)
        : base(kms, "explain", "Tell what the signing journal knows of one; what it did, which rule and who let it pass, or why not.")
    {
        Add(Id);
        Examples = ["explain 5e6645712b55823de7ea82f1", "explain 5e6645712b55823de7ea82f1 --journal=/mnt/safe/wallet.dat.journal"];
    }

    internal Argument<string> Id { get; } = new("id") { Description = "The id of the pending transaction." };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Journal];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var story = JournalAudit.Tell(
            configuration.JournalOr(arguments.GetValue(Kms.Options.Journal)), arguments.GetRequiredValue(Id), cancellationToken);
        Kms.Terminal.WriteObject(json => Write(json, story));
        return Task.FromResult(ExitCode.Done);
    }

    private static void Write(Utf8JsonWriter json, JournalStory story)
    {
        json.WriteString("id", story.PendingId);
        json.WriteString("state", story.State);
        if (story.Entry is { } entry)
        {
            json.WriteString("chain", entry.Chain.Code);
            json.WriteString("network", entry.Network.Name());
            json.WriteString("txId", entry.Transaction.TransactionId);
            json.WriteString("digest", entry.ContentDigest);
            if (entry.Facts is { } facts)
            {
                json.WritePropertyName("facts");
                using var document = JsonDocument.Parse(facts);
                document.RootElement.WriteTo(json);
            }
        }

        if (story.Deferral is { } deferral)
        {
            json.WriteStartObject("waits");
            json.WriteString("until", deferral.Until);
            json.WriteString("reason", deferral.Reason);
            json.WriteNumber("attempts", deferral.Attempts);
            json.WriteEndObject();
        }

        json.WriteNumber("firstSeq", story.FirstSeq);
        json.WriteStartArray("events");
        foreach (var happened in story.Events)
        {
            Write(json, happened);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JournalEvent happened)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", happened.Seq);
        json.WriteString("time", happened.Time);
        json.WriteString("state", happened.State);
        if (happened.TransactionId is { } transactionId)
        {
            json.WriteString("txId", transactionId);
        }

        if (happened.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteEndObject();
    }
}
