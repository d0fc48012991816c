using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>export</c>: the whole store, secrets included.</summary>
internal sealed class ExportCommand : KmsCommand
{
    [SetsRequiredMembers]
    public ExportCommand(Composition kms)
        : base(kms, "export", "Print all wallets with mnemonics and private keys.") =>
        Examples = ["export", "export --path=/srv/kms/wallet.dat"];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var store = Kms.OpenStore(Kms.Configure(arguments));
        using var snapshot = await store.OpenAsync(cancellationToken);
        Kms.Terminal.WriteJson(snapshot.Json);
        return ExitCode.Done;
    }
}
