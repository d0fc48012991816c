using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>generatewallet</c>: prints a new wallet and stores nothing.</summary>
internal sealed class GenerateWalletCommand : KmsCommand
{
    [SetsRequiredMembers]
    public GenerateWalletCommand(Composition kms)
        : base(kms, "generatewallet", "Make a wallet and print it; it is stored nowhere.")
    {
        Add(Chain);
        Examples = ["generatewallet BTC --testnet", "generatewallet ETH"];
    }

    internal ChainArgument Chain { get; } = new();

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chain = ReadChain(Chain, arguments);
        var network = Kms.Configure(arguments).Network;
        using var wallet = chain.GenerateWallet(network);
        Kms.Terminal.WriteObject(json =>
        {
            foreach (var field in wallet.Fields)
            {
                json.WriteString(field.Name, field.Value.Span);
            }
        });
        return Task.FromResult(ExitCode.Done);
    }
}
