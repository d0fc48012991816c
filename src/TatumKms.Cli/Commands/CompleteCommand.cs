using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Pending;
using TatumKms.Cli.Terminal;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Commands;

/// <summary><c>complete</c>: tells the API that a pending transaction is done by one on the chain.</summary>
internal sealed class CompleteCommand : KmsCommand
{
    [SetsRequiredMembers]
    public CompleteCommand(Composition kms)
        : base(kms, "complete", "Tell the API that a pending transaction is done; by which one on the chain.")
    {
        Add(Id);
        Add(TransactionId);
        Examples =
        [
            "complete 5e6645712b55823de7ea82f1 c83f8818db43d9ba4accfe454aa44fc33123d47a4f89d47b314d6748eb0e9bc9",
            "complete 5e6645712b55823de7ea82f1 0x88df016429689c079f3b2f6ad39fa052532c56795b733da78a91ebe6a713944b",
        ];
    }

    internal PendingIdArgument Id { get; } = new();

    internal Argument<string> TransactionId { get; } = new("transactionId") { Description = "The id of the transaction on the chain." };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.AllowHttp];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (id, transactionId) = (Id.Read(arguments), arguments.GetRequiredValue(TransactionId));
        PendingIds.RequireTransactionId(transactionId);
        using var api = PendingApi.Connect(Kms, Kms.Configure(arguments), arguments.GetValue(Kms.Options.AllowHttp));
        await api.CompleteAsync(id, transactionId, cancellationToken);
        Kms.Terminal.Say($"The pending transaction {id} is completed by {transactionId}.");
        return ExitCode.Done;
    }
}
