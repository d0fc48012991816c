using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Daemon.Journal;

namespace TatumKms.Cli.Commands;

/// <summary><c>audit verify</c>: checks a signing journal from its beginning. Needs no password, writes nothing, takes no lock.</summary>
internal sealed class AuditVerifyCommand : KmsCommand
{
    [SetsRequiredMembers]
    public AuditVerifyCommand(Composition kms)
        : base(kms, "verify", "Check that nobody changed the signing journal; also while a daemon runs.")
    {
        Add(File);
        Examples = ["audit verify", "audit verify --output=table", "audit verify /mnt/safe/wallet.dat.journal"];
    }

    internal Argument<string?> File { get; } = new("file")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The path of the journal; that of the daemon, beside the wallet file, when there is none.",
    };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Output];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asTable = Kms.WantsTable(arguments, otherwise: false);
        var configuration = Kms.Configure(arguments);
        var file = arguments.GetValue(File) is { } given ? configuration.Resolve(given) : configuration.JournalPath;
        var report = JournalAudit.Verify(file, cancellationToken);
        Kms.Terminal.WriteFacts(asTable, json =>
        {
            json.WriteString("file", report.File);
            json.WriteNumber("lines", report.Lines);
            json.WriteNumber("transactions", report.Transactions);
            json.WriteStartObject("byState");
            foreach (var (state, count) in report.ByState)
            {
                json.WriteNumber(state, count);
            }

            json.WriteEndObject();
            json.WriteNumber("firstSeq", report.FirstSeq);
            json.WriteNumber("lastSeq", report.LastSeq);
            json.WriteString("lastHash", report.LastHash);
            json.WriteBoolean("tornTail", report.TornTail);
        });
        return Task.FromResult(ExitCode.Done);
    }
}
