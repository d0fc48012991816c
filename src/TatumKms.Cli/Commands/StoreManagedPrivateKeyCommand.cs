using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>storemanagedprivatekey</c>: stores a private key that exists already. Asks for the key first, as the original does.</summary>
internal sealed class StoreManagedPrivateKeyCommand : StoringCommand
{
    [SetsRequiredMembers]
    public StoreManagedPrivateKeyCommand(Composition kms)
        : base(kms, "storemanagedprivatekey", "Store a private key that you have; prints its signatureId.")
    {
        Add(Chain);
        Examples = ["storemanagedprivatekey BTC", "storemanagedprivatekey BTC --testnet < key.txt"];
    }

    internal ChainArgument Chain { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chain = ReadChain(Chain, arguments);
        var configuration = Kms.Configure(arguments);
        using var privateKey = AskSecret("Enter private key to store:");
        using var entry = chain.ImportPrivateKey(configuration.Network, privateKey);
        var address = chain.DeriveAddress(entry, 0);
        using var store = Kms.OpenStore(configuration, arguments.GetValue(Kms.Options.AllowWeakPassword));
        await StoreAsync(store, entry, cancellationToken);
        Kms.Terminal.Say($"The address of the stored key is {address}.");
        return ExitCode.Done;
    }
}
