using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Pending;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary><c>delete</c>: takes a pending transaction from the API. A person is asked before, and a script says that it means it.</summary>
internal sealed class DeleteCommand : KmsCommand
{
    [SetsRequiredMembers]
    public DeleteCommand(Composition kms)
        : base(kms, "delete", "Take a pending transaction from the API; then nobody signs it.")
    {
        Add(Id);
        Examples = ["delete 5e6645712b55823de7ea82f1", "delete 5e6645712b55823de7ea82f1 --yes --no-revert"];
    }

    internal PendingIdArgument Id { get; } = new();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.NoRevert, options.Yes, options.AllowHttp];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments);
        using var api = PendingApi.Connect(Kms, Kms.Configure(arguments), arguments.GetValue(Kms.Options.AllowHttp));
        if (!arguments.GetValue(Kms.Options.Yes))
        {
            Confirm(id);
        }

        var revert = !arguments.GetValue(Kms.Options.NoRevert);
        await api.DeleteAsync(id, revert, cancellationToken);
        Kms.Terminal.Say($"Deleted the pending transaction {id}{(revert ? "; if it was a withdrawal, its money is back on the virtual account" : "")}.");
        Kms.Terminal.Say("What a daemon has signed before is delivered all the same.");
        return ExitCode.Done;
    }

    private void Confirm(string id)
    {
        if (!Kms.Terminal.CanAsk)
        {
            throw new KmsException(KmsError.Usage, "There is no terminal to confirm the deletion at; nothing was deleted.", "If you mean it, use --yes.");
        }

        var answer = Kms.Terminal.AskOpenly($"Delete the pending transaction {id}? Type yes to delete it: ").Trim();
        if (!answer.Equals("yes", StringComparison.OrdinalIgnoreCase))
        {
            throw new KmsException(KmsError.Usage, "Not confirmed; nothing was deleted.", "Type yes, or use --yes to delete without a question.");
        }
    }
}
