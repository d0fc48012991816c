using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>generatemanagedwallet</c>: makes a wallet and stores it.</summary>
internal sealed class GenerateManagedWalletCommand : StoringCommand
{
    [SetsRequiredMembers]
    public GenerateManagedWalletCommand(Composition kms)
        : base(kms, "generatemanagedwallet", "Make a wallet and store it; prints its signatureId.")
    {
        Add(Chain);
        Examples = ["generatemanagedwallet BTC --testnet", "generatemanagedwallet BTC --path=/srv/kms/wallet.dat --password-file=/run/secrets/kms"];
    }

    internal ChainArgument Chain { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chain = ReadChain(Chain, arguments);
        var configuration = Kms.Configure(arguments);
        using var store = Kms.OpenStore(configuration, arguments.GetValue(Kms.Options.AllowWeakPassword));
        using var entry = chain.GenerateWallet(configuration.Network);
        await StoreAsync(store, entry, cancellationToken);
        return ExitCode.Done;
    }
}
