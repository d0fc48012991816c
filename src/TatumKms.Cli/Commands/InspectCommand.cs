using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Chains;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Pending;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Commands;

/// <summary><c>inspect</c>: says what a pending transaction does, from its text alone: no key, no password, no look-up.</summary>
internal sealed class InspectCommand : KmsCommand
{
    private const string StandardInput = "-";

    [SetsRequiredMembers]
    public InspectCommand(Composition kms)
        : base(kms, "inspect", "Say what a pending transaction does; without keys, password or look-ups.")
    {
        Add(Source);
        Examples = ["inspect 5e6645712b55823de7ea82f1", "inspect pending.json --testnet", "inspect pending.json --output=table"];
    }

    internal Argument<string> Source { get; } = new("transaction")
    {
        Description = "A file with its JSON, - for standard input, or its id, by which the API is asked for it.",
    };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.AllowHttp, options.Output];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asText = Kms.WantsTable(arguments, otherwise: Kms.Terminal.OutputIsTerminal);
        var configuration = Kms.Configure(arguments);
        var transaction = await ReadAsync(arguments, arguments.GetRequiredValue(Source), configuration, cancellationToken);

        // The limits of the daemon's environment, so that what it would refuse for its fee is told as such.
        var inspected = Inspected.Make(Kms.CreateChains(configuration.Complete(new ChainOptions())), transaction, configuration.Network);
        if (asText)
        {
            Kms.Terminal.WriteText(DescriptionText.Of(inspected));
        }
        else
        {
            Kms.Terminal.WriteVisible(json => DescriptionJson.Write(json, inspected));
        }

        if (inspected.Refusal is null)
        {
            return ExitCode.Done;
        }

        Kms.Terminal.Fail(
            "The transaction would be refused, so there is nothing that it would do.",
            inspected.Network == Network.Mainnet ? "It was looked at for the main network. If it is for a test network, use --testnet." : null);
        return ExitCode.SomeRefused;
    }

    private async Task<PendingTransaction> ReadAsync(
        ParseResult arguments, string source, KmsConfiguration configuration, CancellationToken cancellationToken)
    {
        if (source == StandardInput)
        {
            return await PendingFile.ReadInputAsync(Kms.Terminal.Input, cancellationToken);
        }

        // An id has no dot and no slash; a file whose name could be one is meant where there is one.
        var path = configuration.Resolve(source);
        return File.Exists(path) || !PendingIds.IsId(source)
            ? await PendingFile.ReadAsync(path, cancellationToken)
            : await TransactionCommand.FetchAsync(Kms, configuration, arguments.GetValue(Kms.Options.AllowHttp), source, cancellationToken);
    }
}
