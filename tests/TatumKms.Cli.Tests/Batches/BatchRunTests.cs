using TatumKms.Chains;
using TatumKms.Cli.Batches;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Cli.Tests.Batches;

public sealed class BatchRunTests
{
    private const int Chunks = 3;

    [Fact]
    public async Task A_write_that_fails_ends_the_run_and_nothing_is_printed_that_is_not_stored()
    {
        using var store = new FullStore(writes: 1);
        using var output = new MemoryStream();
        var terminal = new StandardTerminal(Stream.Null, output, TextWriter.Null, isTerminal: (false, false), controlling: null);

        var problem = await Assert.ThrowsAsync<KmsException>(() => Run(terminal, store).MakeAsync(TestContext.Current.CancellationToken));

        Assert.Equal(KmsError.InputOutput, problem.Error);
        Assert.Equal(store.Stored.Select(id => $"{id}"), Lines(output).Select(line => line.Split('"')[3]));
    }

    [Fact]
    public async Task While_keys_are_stored_those_after_them_are_made_and_all_come_in_their_order()
    {
        using var store = new FullStore(writes: Chunks);
        using var output = new MemoryStream();
        var terminal = new StandardTerminal(Stream.Null, output, TextWriter.Null, isTerminal: (false, false), controlling: null);
        var batch = Batch.Create();

        await Run(terminal, store, batch).MakeAsync(TestContext.Current.CancellationToken);

        var expected = Enumerable.Range(0, Chunks * BatchRun.ChunkSize).Select(number => $"{batch.IdOf(number)}").ToList();
        Assert.Equal(expected, store.Stored.Select(id => $"{id}"));
        Assert.Equal(expected, Lines(output).Select(line => line.Split('"')[3]));
    }

    // The XRP Ledger's keys cost next to nothing.
    private static BatchRun Run(StandardTerminal terminal, FullStore store, Batch? batch = null)
    {
        var chains = new ChainRegistry(ChainsRegistration.CreateChains(Secp256k1.CreateBest(), new ChainOptions()));
        Assert.True(chains.TryGet(ChainId.Parse("XRP"), out var chain));
        return new BatchRun(terminal, store, new KeyMaker(chain, Network.Testnet), batch ?? Batch.Create(), Chunks * BatchRun.ChunkSize);
    }

    private static string[] Lines(MemoryStream output) =>
        System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A store on a disk that is full after some writes.</summary>
    private sealed class FullStore(int writes) : IWalletStore
    {
        public List<SignatureId> Stored { get; } = [];

        public Task AddAsync(IReadOnlyList<NewWallet> wallets, CancellationToken cancellationToken)
        {
            if (writes-- == 0)
            {
                throw new KmsException(KmsError.InputOutput, "The disk is full.");
            }

            Assert.All(wallets, wallet => Assert.NotNull(wallet.Entry.PrivateKey));
            Stored.AddRange(wallets.Select(wallet => wallet.Id));
            return Task.CompletedTask;
        }

        public string? GetStamp() => null;

        public Task<IWalletSnapshot> OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(SignatureId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UnlockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
