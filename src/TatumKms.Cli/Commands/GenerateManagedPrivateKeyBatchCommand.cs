using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Batches;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary>
/// <c>generatemanagedprivatekeybatch</c>: many private keys for later use, each of a mnemonic of its own that is thrown away.
/// They are stored in chunks, one write each, and a line is printed only when its key is on disk. A batch has a name from
/// which the ids of its keys follow, so that one that was stopped can be gone on with, and nothing is made or printed twice.
/// </summary>
internal sealed class GenerateManagedPrivateKeyBatchCommand : KmsCommand
{
    [SetsRequiredMembers]
    public GenerateManagedPrivateKeyBatchCommand(Composition kms)
        : base(kms, "generatemanagedprivatekeybatch", "Make and store many private keys; prints a line with id and address for each.")
    {
        Add(Chain);
        Add(Count);
        Examples =
        [
            "generatemanagedprivatekeybatch BTC 1000 --testnet > keys.jsonl",
            "generatemanagedprivatekeybatch BTC 1000 --testnet --resume=0f0a2b11-9f7c-4b7f-9a3e-5c4f6d78dd10 > keys.jsonl",
        ];
    }

    internal ChainArgument Chain { get; } = new();

    internal CountArgument Count { get; } = new();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Resume, options.AllowWeakPassword];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chain = ReadChain(Chain, arguments);
        var count = Count.Read(arguments);
        var resumed = arguments.GetValue(Kms.Options.Resume) is { } text ? Batch.Parse(text) : null;
        var configuration = Kms.Configure(arguments);
        using var store = Kms.OpenStore(configuration, arguments.GetValue(Kms.Options.AllowWeakPassword));
        await store.UnlockAsync(cancellationToken);
        using var stop = new StopSignals(cancellationToken);
        var batch = resumed ?? Batch.Create();
        var run = new BatchRun(Kms.Terminal, store, new KeyMaker(chain, configuration.Network), batch, count);
        if (resumed is not null)
        {
            await run.PrintStoredAsync(stop.Token);
        }

        try
        {
            await run.MakeAsync(stop.Token);
            return ExitCode.Done;
        }
        finally
        {
            run.Conclude();
        }
    }
}
