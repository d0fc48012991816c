using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Reports;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary><c>report</c>: what a helpdesk wants to know of an installation and of some of its wallets. Holds no secret.</summary>
internal sealed class ReportCommand : KmsCommand
{
    [SetsRequiredMembers]
    public ReportCommand(Composition kms)
        : base(kms, "report", "Report on the installation and on wallets; prints no secret.")
    {
        Add(Ids);
        Examples = ["report", "report 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11,0f0a2b11-9f7c-4b7f-9a3e-5c4f6d78dd10"];
    }

    internal Argument<string?> Ids { get; } = new("signatureIds")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The ids of the wallets to report on, separated by commas.",
    };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var ids = arguments.GetValue(Ids) is { } text ? Parsing.Ids.ReadList(text, "signatureIds") : [];
        var configuration = Kms.Configure(arguments);
        var file = WalletStore.DescribeFile(configuration.StorePath);
        var wallets = file.Exists || ids.Count > 0 ? await InspectAsync(configuration, ids, cancellationToken) : [];
        Kms.Terminal.WriteObject(json => Write(json, configuration, file, wallets));
        return ExitCode.Done;
    }

    private async Task<IReadOnlyList<WalletReport>> InspectAsync(KmsConfiguration configuration, IReadOnlyList<SignatureId> ids, CancellationToken cancellationToken)
    {
        using var store = Kms.OpenStore(configuration);
        using var snapshot = await store.OpenAsync(cancellationToken);
        return [.. ids.Select(id => WalletReport.Make(snapshot, id, Kms.Chains))];
    }

    private static void Write(Utf8JsonWriter json, KmsConfiguration configuration, StoreDescription file, IReadOnlyList<WalletReport> wallets)
    {
        json.WriteStartObject("system");
        json.WriteString("kmsVersion", ProductVersion.Current);
        json.WriteString("runtimeVersion", RuntimeInformation.FrameworkDescription);
        json.WriteStartObject("store");
        json.WriteString("type", "LOCAL");
        json.WriteBoolean("exists", file.Exists);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("wallets");
        foreach (var wallet in wallets.Where(wallet => wallet.Summary is not null))
        {
            wallet.Write(json);
        }

        json.WriteEndObject();
        json.WriteString("apiKey", configuration.ApiKey is null ? "not set" : "set");
        WalletReport.WriteWarnings(json, [.. wallets.Where(wallet => wallet.Summary is null).SelectMany(wallet => wallet.Warnings)]);
    }
}
