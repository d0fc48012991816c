using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Pending;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary>
/// <c>sign</c>: takes pending transactions that are named all the way, as a round of the daemon would: policy, second pair of eyes,
/// journal, delivery.
/// </summary>
internal sealed class SignCommand : KmsCommand
{
    [SetsRequiredMembers]
    public SignCommand(Composition kms)
        : base(kms, "sign", "Sign and deliver pending transactions that you name; as the daemon would, while no daemon uses the wallet file.")
    {
        Add(Id);
        Examples =
        [
            "sign 5e6645712b55823de7ea82f1 --testnet",
            "sign 5e6645712b55823de7ea82f1 5e6645712b55823de7ea82f2 --externalUrl=https://approve.internal/tx --policy=policy.json",
        ];
    }

    internal PendingIdsArgument Id { get; } = new();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), .. options.Signing];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var ids = Id.Read(arguments);
        var configuration = Kms.Configure(arguments);
        var given = DaemonArguments.Read(Kms.Options, arguments, Kms.Chains, configuration) with { TransactionIds = ids.ToHashSet(StringComparer.Ordinal) };
        given.RequireJudge(configuration.PolicyPath(given.Policy));
        using var approvalKey = configuration.ReadApprovalKey(given.ApprovalKeyFile);
        var options = SigningSetup.CreateOptions(given, configuration, approvalKey);
        var chains = Kms.CreateChains(configuration.Complete(given.Limits));
        options = options with { Chains = [.. (await FetchAsync(configuration, given, ids, cancellationToken)).Select(transaction => transaction.Chain).Distinct()] };

        using var store = await SigningSetup.UnlockAsync(Kms, configuration, cancellationToken);
        using var log = SigningSetup.OpenLog(Kms, given, configuration);
        using var stop = new StopSignals(cancellationToken);
        var report = await new DaemonHost(chains, Kms.Machine.Time, store, options, log).RunOnceAsync(stop.Token);
        foreach (var error in report.ChainErrors)
        {
            Kms.Terminal.Say($"{error.Chain}: {error.Message}");
        }

        var outcomes = report.Outcomes.ToLookup(outcome => outcome.PendingId, StringComparer.Ordinal);
        Kms.Terminal.WriteList(ids, (json, id) => Write(json, id, outcomes[id].FirstOrDefault()));
        return RequireAll(ids, outcomes, RoundExitCode.Of(report));
    }

    /// <summary>What the API has under the ids; that nothing waits there is told before anybody is asked for a password.</summary>
    private async Task<IReadOnlyList<PendingTransaction>> FetchAsync(
        KmsConfiguration configuration, DaemonArguments given, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        using var api = PendingApi.Connect(Kms, configuration, given.AllowHttp);
        var found = new List<PendingTransaction>();
        foreach (var id in ids)
        {
            var listing = await api.GetAsync(id, cancellationToken);
            if (listing.TransactionId is { } done)
            {
                throw UsageErrors.New($"The transaction {id} does not wait: the API calls it completed by {VisibleText.Escape(done)}.", "Leave it out.");
            }

            found.Add(listing.Transaction ?? throw new KmsException(KmsError.Api, $"The pending transaction {id} cannot be read: {listing.Problem}"));
        }

        return found;
    }

    private ExitCode RequireAll(IReadOnlyList<string> ids, ILookup<string, SigningOutcome> outcomes, ExitCode code)
    {
        string[] missing = [.. ids.Where(id => !outcomes.Contains(id))];
        if (missing.Length == 0 || code == ExitCode.Api)
        {
            return code;
        }

        Kms.Terminal.Fail(
            $"The API does not list {string.Join(", ", missing)} for the wallets of this wallet file.",
            "'tatum-kms transaction ID' names the wallets that it wants, 'tatum-kms list' those that there are; mind --testnet.");
        return code == ExitCode.Done ? ExitCode.NotFound : code;
    }

    private static void Write(Utf8JsonWriter json, string id, SigningOutcome? outcome)
    {
        var (state, transactionId, reason) = outcome switch
        {
            SigningOutcome.Completed completed => ("completed", completed.TransactionId, null),
            SigningOutcome.NotApproved no => ("notApproved", null, no.Reason),
            SigningOutcome.Refused refused => ("refused", null, refused.Reason),
            SigningOutcome.Held held => ("held", null, held.Reason),
            SigningOutcome.Failed failed => ("failed", null, failed.Reason),
            SigningOutcome.Postponed postponed => ("postponed", null, postponed.Reason),
            SigningOutcome.Unknown unknown => ("unknown", unknown.TransactionId, unknown.Reason),
            _ => ("notListed", null, (string?)null),
        };
        json.WriteString("id", id);
        json.WriteString("state", state);
        if (transactionId is not null)
        {
            json.WriteString("txId", transactionId);
        }

        if (reason is not null)
        {
            json.WriteString("reason", VisibleText.Escape(reason));
        }
    }
}
