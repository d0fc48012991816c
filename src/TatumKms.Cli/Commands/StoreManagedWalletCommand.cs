using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>storemanagedwallet</c>: stores a wallet whose mnemonic exists already. Asks for the password first, as the original does.</summary>
internal sealed class StoreManagedWalletCommand : StoringCommand
{
    [SetsRequiredMembers]
    public StoreManagedWalletCommand(Composition kms)
        : base(kms, "storemanagedwallet", "Store a wallet whose mnemonic you have; prints its signatureId.")
    {
        Add(Chain);
        Examples = ["storemanagedwallet BTC", "storemanagedwallet BTC --testnet < mnemonic.txt"];
    }

    internal ChainArgument Chain { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chain = ReadChain(Chain, arguments);
        var configuration = Kms.Configure(arguments);
        using var store = Kms.OpenStore(configuration, arguments.GetValue(Kms.Options.AllowWeakPassword));
        await store.UnlockAsync(cancellationToken);
        using var mnemonic = AskSecret("Enter mnemonic to store:");
        using var entry = chain.GenerateWallet(configuration.Network, mnemonic);
        await StoreAsync(store, entry, cancellationToken);
        return ExitCode.Done;
    }
}
