using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>getprivatekey</c>: the private key of a wallet at an index, or the one key that it holds.</summary>
internal sealed class GetPrivateKeyCommand : KmsCommand
{
    [SetsRequiredMembers]
    public GetPrivateKeyCommand(Composition kms)
        : base(kms, "getprivatekey", "Print the private key of a stored wallet at an index.")
    {
        Add(Id);
        Add(Index);
        Examples = ["getprivatekey 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 0", "getprivatekey 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 25 --password-file=/run/secrets/kms"];
    }

    internal SignatureIdArgument Id { get; } = new();

    internal IndexArgument Index { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments);
        var index = Index.Read(arguments);
        using var store = Kms.OpenStore(Kms.Configure(arguments));
        using var snapshot = await store.OpenAsync(cancellationToken);
        using var entry = snapshot.Get(id);
        using var privateKey = Kms.ChainOf(entry).DerivePrivateKey(entry, index);
        Kms.Terminal.WriteObject(json => json.WriteString("privateKey", privateKey.Span));
        return ExitCode.Done;
    }
}
