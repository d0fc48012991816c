using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Pending;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Commands;

/// <summary><c>pending</c>: what waits at the API for a signature: a table for a person, JSON for a program. Needs no password.</summary>
internal sealed class PendingCommand : KmsCommand
{
    [SetsRequiredMembers]
    public PendingCommand(Composition kms)
        : base(kms, "pending", "List what waits at the API for a signature; what each does; needs no password.")
    {
        Add(Chains);
        Examples = ["pending", "pending BTC ETH --testnet", "pending --wallets=6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11"];
    }

    internal ChainsArgument Chains { get; } = new();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Wallets, options.AllowHttp, options.Output];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asTable = Kms.WantsTable(arguments, otherwise: Kms.Terminal.OutputIsTerminal);
        var chains = Chains.Read(arguments, Kms.Chains);
        var wallets = arguments.GetValue(Kms.Options.Wallets) is { } ids ? Ids.ReadList(ids, Kms.Options.Wallets.Name) : null;
        var configuration = Kms.Configure(arguments);
        using var api = PendingApi.Connect(Kms, configuration, arguments.GetValue(Kms.Options.AllowHttp));
        var lists = await Task.WhenAll(chains.Select(async chain =>
            (await api.ListAsync(chain.Id, wallets, cancellationToken)).Select(listing => Make(chain.Id, listing, configuration.Network))));
        var rows = lists.SelectMany(list => list).ToList();

        Show(rows, asTable);
        return ExitCode.Done;
    }

    private Row Make(ChainId chain, PendingListing listing, Network network)
    {
        if (listing.Transaction is not { } transaction)
        {
            return new Row(listing.Id, chain, [], null, [], $"It cannot be read: {listing.Problem}");
        }

        var inspected = Inspected.Make(Kms.Chains, transaction, network);
        return inspected.Description is { } told
            ? new Row(listing.Id, chain, inspected.Wallets, TransactionLine.Of(told), told.Dangers, null)
            : new Row(listing.Id, chain, inspected.Wallets, null, [], $"It would be refused: {inspected.Refusal}");
    }

    private void Show(List<Row> rows, bool asTable)
    {
        if (asTable)
        {
            Kms.Terminal.WriteTable(
                ["id", "chain", "signatureIds", "description"],
                [.. rows.Select(row => (IReadOnlyList<string>)[row.Id ?? "", row.Chain.Code, string.Join(',', row.Wallets), row.Description ?? row.Problem!])]);
            return;
        }

        Kms.Terminal.WriteVisible(json =>
        {
            json.WriteStartArray();
            rows.ForEach(row => Write(json, row));
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("chain", row.Chain.Code);
        json.WriteStartArray("signatureIds");
        foreach (var wallet in row.Wallets)
        {
            json.WriteStringValue(wallet.ToString());
        }

        json.WriteEndArray();
        json.WriteString("description", row.Description);
        json.WriteStartArray("dangers");
        foreach (var kind in row.Dangers.Select(danger => danger.Kind).Distinct())
        {
            json.WriteStringValue(kind.Name());
        }

        json.WriteEndArray();
        json.WriteString("problem", row.Problem);
        json.WriteEndObject();
    }

    private sealed record Row(
        string? Id, ChainId Chain, IReadOnlyList<SignatureId> Wallets, string? Description, IReadOnlyList<Danger> Dangers, string? Problem);
}
