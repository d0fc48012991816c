using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>getaddress</c>: the address of a wallet at an index, or that of the one key that it holds.</summary>
internal sealed class GetAddressCommand : KmsCommand
{
    [SetsRequiredMembers]
    public GetAddressCommand(Composition kms)
        : base(kms, "getaddress", "Print the address of a stored wallet at an index.")
    {
        Add(Id);
        Add(Index);
        Examples = ["getaddress 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 0", "getaddress 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 25 --path=/srv/kms/wallet.dat"];
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

        // A stored address is the answer, whatever the chain.
        var address = entry.Address ?? Kms.ChainOf(entry).DeriveAddress(entry, index);
        Kms.Terminal.WriteObject(json => json.WriteString("address", address));
        return ExitCode.Done;
    }
}
