using TatumKms.Core;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Files;

/// <summary>Many writers at once, in one process and in several: every acknowledged entry is there in the end.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddAsync_WhenFourStoresWriteInParallel_LosesNothing()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(AddManyAsync)));
        Assert.Equal(added.SelectMany(ids => ids).ToHashSet(), (await Stores.ReadIdsAsync(_folder.Store)).ToHashSet());
        Assert.Equal(800, added.Sum(ids => ids.Count));
    }

    [Fact]
    public async Task AddAsync_WhenEightProcessesWriteInParallel_LosesNoneOfFourThousand()
    {
        var writers = Enumerable.Range(0, 8).Select(_ => WriterProcess.StartAdding(_folder.Store, entries: 500)).ToList();
        var logs = await Task.WhenAll(writers.Select(writer => writer.WaitAsync(Stores.Token)));
        var stored = (await Stores.ReadIdsAsync(_folder.Store)).ToHashSet();
        Assert.Equal(4_000, stored.Count);
        Assert.Equal(logs.SelectMany(log => log.Added).ToHashSet(), stored);
    }

    [Fact]
    public async Task OpenAsync_WhileOthersWrite_AlwaysFindsAWholeStore()
    {
        using var writer = Stores.Open(_folder.Store);
        using var reader = Stores.Open(_folder.Store);
        await writer.AddOneAsync();
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await writer.AddOneAsync();
                }
            },
            Stores.Token);
        var seen = 0;
        do
        {
            using var snapshot = await reader.OpenAsync(Stores.Token);
            Assert.True(snapshot.Wallets.Count >= seen);
            seen = snapshot.Wallets.Count;
        }
        while (!writing.IsCompleted);
        await writing;
    }

    [Fact]
    public async Task OneStore_WhenUsedFromManyTasks_ServesThemAll()
    {
        using var store = Stores.Open(_folder.Store);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(store.AddOneAsync)));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            using var snapshot = await store.OpenAsync(Stores.Token);
            Assert.Equal(ids.ToHashSet(), snapshot.Wallets.Select(wallet => wallet.Id).ToHashSet());
        })));
    }

    private async Task<List<SignatureId>> AddManyAsync()
    {
        using var store = Stores.Open(_folder.Store);
        var ids = new List<SignatureId>();
        for (var i = 0; i < 200; i++)
        {
            ids.Add(await store.AddOneAsync());
        }

        return ids;
    }
}
