using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Reports;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary><c>list</c>: what is in the store, without a secret: a table for a person, JSON for a program.</summary>
internal sealed class ListCommand : KmsCommand
{
    [SetsRequiredMembers]
    public ListCommand(Composition kms)
        : base(kms, "list", "List the stored wallets; chains, addresses and labels, but no secret.") =>
        Examples = ["list", "list --output=json", "list --path=/srv/kms/wallet.dat"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Output];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asTable = Kms.WantsTable(arguments, otherwise: Kms.Terminal.OutputIsTerminal);
        using var store = Kms.OpenStore(Kms.Configure(arguments));
        using var snapshot = await store.OpenAsync(cancellationToken);
        var chains = Kms.Chains;
        var rows = snapshot.Wallets.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(wallet => ListedWallet.Make(snapshot, wallet, chains)).ToList();
        if (asTable)
        {
            Kms.Terminal.WriteTable(
                ["signatureId", "chain", "network", "type", "address", "label"],
                [.. rows.Select(row => (IReadOnlyList<string>)
                    [$"{row.Summary.Id}", row.Summary.Chain.Code, row.Summary.Network.Name(), row.Type, row.Address ?? "", row.Label ?? ""])]);
        }
        else
        {
            Kms.Terminal.WriteList(rows, Write);
        }

        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, ListedWallet row)
    {
        json.WriteString("signatureId", row.Summary.Id.ToString());
        json.WriteString("chain", row.Summary.Chain.Code);
        json.WriteBoolean("testnet", row.Summary.Network == Network.Testnet);
        json.WriteString("type", row.Type);
        json.WriteString("address", row.Address);
        json.WriteString("label", row.Label);
    }
}
