using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary>
/// <c>generatemanagedprivatekeybatch</c>: many private keys for later use, each of a mnemonic of its own that is thrown away.
/// They are stored in chunks, one write each, and a line is printed only when its key is on disk.
/// </summary>
internal sealed class GenerateManagedPrivateKeyBatchCommand : KmsCommand
{
    /// <summary>So many keys are stored, but not yet printed, when a stop comes at the worst moment.</summary>
    private const int ChunkSize = 256;

    // The original's choice, kept so that nobody mistakes these keys for those of a wallet's first index.
    private const uint KeyIndex = 1;

    [SetsRequiredMembers]
    public GenerateManagedPrivateKeyBatchCommand(Composition kms)
        : base(kms, "generatemanagedprivatekeybatch", "Make and store many private keys, print a line with id and address for each.")
    {
        Add(Chain);
        Add(Count);
        Examples = ["generatemanagedprivatekeybatch BTC 1000 --testnet > keys.jsonl"];
    }

    internal ChainArgument Chain { get; } = new();

    internal CountArgument Count { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chain = ReadChain(Chain, arguments);
        var count = Count.Read(arguments);
        var configuration = Kms.Configure(arguments);
        using var store = Kms.OpenStore(configuration);
        await store.UnlockAsync(cancellationToken);
        for (var done = 0; done < count; done += ChunkSize)
        {
            await StoreChunkAsync(store, chain, configuration.Network, Math.Min(ChunkSize, count - done), cancellationToken);
        }

        return ExitCode.Done;
    }

    private async Task StoreChunkAsync(IWalletStore store, IChain chain, Network network, int size, CancellationToken cancellationToken)
    {
        var keys = new NewKey?[size];
        try
        {
            Parallel.For(0, size, new ParallelOptions { CancellationToken = cancellationToken }, i => keys[i] = NewKey.Make(chain, network));
            await store.AddAsync([.. keys.Select(key => key!.Wallet)], cancellationToken);
            foreach (var key in keys)
            {
                Kms.Terminal.WriteObjectLine(json =>
                {
                    json.WriteString("signatureId", key!.Wallet.Id.ToString());
                    json.WriteString(WalletEntry.AddressField, key.Address);
                });
            }
        }
        finally
        {
            foreach (var key in keys)
            {
                key?.Wallet.Entry.Dispose();
            }
        }
    }

    private sealed record NewKey(NewWallet Wallet, string Address)
    {
        public static NewKey Make(IChain chain, Network network)
        {
            using var mnemonic = chain.GenerateWallet(network);
            using var privateKey = chain.DerivePrivateKey(mnemonic, KeyIndex);
            var entry = chain.ImportPrivateKey(network, privateKey);
            return new NewKey(new NewWallet(SignatureId.Create(), entry), chain.DeriveAddress(entry, 0));
        }
    }
}
