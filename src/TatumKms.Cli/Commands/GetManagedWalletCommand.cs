using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>getmanagedwallet</c>: an entry as it is stored, secrets included.</summary>
internal sealed class GetManagedWalletCommand : KmsCommand
{
    [SetsRequiredMembers]
    public GetManagedWalletCommand(Composition kms)
        : base(kms, "getmanagedwallet", "Print a stored wallet with its mnemonic or key.")
    {
        Add(Id);
        Examples = ["getmanagedwallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", "getmanagedwallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 --password-file=/run/secrets/kms"];
    }

    internal SignatureIdArgument Id { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments);
        using var store = Kms.OpenStore(Kms.Configure(arguments));
        using var snapshot = await store.OpenAsync(cancellationToken);
        using var json = snapshot.GetJson(id);
        Kms.Terminal.WriteJson(json.Span);
        return ExitCode.Done;
    }
}
