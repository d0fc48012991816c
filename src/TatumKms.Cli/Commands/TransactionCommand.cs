using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Pending;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary><c>transaction</c>: one pending transaction as the API gives it, without secrets, and what it does.</summary>
internal sealed class TransactionCommand : KmsCommand
{
    [SetsRequiredMembers]
    public TransactionCommand(Composition kms)
        : base(kms, "transaction", "Show a pending transaction as the API gives it; what it does, too; needs no password.")
    {
        Add(Id);
        Examples = ["transaction 5e6645712b55823de7ea82f1", "transaction 5e6645712b55823de7ea82f1 --testnet"];
    }

    internal PendingIdArgument Id { get; } = new();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.AllowHttp];

    /// <summary>Fetches a transaction that can be read.</summary>
    /// <exception cref="KmsException">There is none, or it cannot be read (<see cref="KmsError.Api"/>).</exception>
    internal static async Task<PendingTransaction> FetchAsync(
        Composition kms, KmsConfiguration configuration, bool allowHttp, string id, CancellationToken cancellationToken)
    {
        using var api = PendingApi.Connect(kms, configuration, allowHttp);
        var found = await api.GetAsync(id, cancellationToken);
        return found.Transaction ?? throw new KmsException(
            KmsError.Api, $"The pending transaction {id} cannot be read: {found.Problem}", "The daemon would refuse it. 'tatum-kms delete' takes it from the API.");
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments);
        var configuration = Kms.Configure(arguments);
        var transaction = await FetchAsync(Kms, configuration, arguments.GetValue(Kms.Options.AllowHttp), id, cancellationToken);
        var inspected = Inspected.Make(Kms.Chains, transaction, configuration.Network);
        Kms.Terminal.WriteVisible(json => TransactionJson.Write(json, inspected));
        return ExitCode.Done;
    }
}
