using System.Diagnostics;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Benchmarks;

/// <summary>Stores as users have them.</summary>
public class Store : StoreOperations
{
    /// <inheritdoc />
    [Params(1, 1_000, 25_000)]
    public override int Entries { get; set; }
}

/// <summary>As many entries as the largest store that is known of.</summary>
public class LargeStore : StoreOperations
{
    /// <inheritdoc />
    [Params(550_000)]
    public override int Entries { get; set; }
}

/// <summary>Opening a store, finding an entry, and writing one more.</summary>
public abstract class StoreOperations
{
    private const string Chain = "BTC";
    private string? _folder;
    private WalletStore? _store;
    private IWalletSnapshot? _snapshot;
    private SignatureId[] _ids = [];
    private int _next;
    private SignatureId? _added;

    /// <summary>How many entries the store holds.</summary>
    public abstract int Entries { get; set; }

    private string Path => System.IO.Path.Combine(_folder!, "wallet.dat");

    /// <summary>Writes a store of random entries, and opens it once.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("tatum-kms-bench-").FullName;
        _store = NewStore();
        _store.AddAsync([.. Enumerable.Range(0, Entries).Select(_ => NewEntry())], CancellationToken.None).GetAwaiter().GetResult();
        _snapshot = Open(_store);
        _ids = [.. _snapshot.Wallets.Select(wallet => wallet.Id)];
        if (_ids.Length != Entries)
        {
            throw new InvalidOperationException($"The store holds {_ids.Length} entries, not {Entries}.");
        }
    }

    /// <summary>Deletes the store, and tells the size of file and process.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"// {Entries} entries: a file of {new FileInfo(Path).Length >> 10} KiB; peak of the process so far {process.PeakWorkingSet64 >> 20} MiB");
        _snapshot!.Dispose();
        _store!.Dispose();
        Directory.Delete(_folder!, recursive: true);
    }

    /// <summary>The first opening: the key is derived from the password.</summary>
    [Benchmark(Description = "Open, with scrypt")]
    public long OpenFirst()
    {
        using var store = NewStore();
        using var snapshot = Open(store);
        return snapshot.Generation;
    }

    /// <summary>Every later opening.</summary>
    [Benchmark(Description = "Open")]
    public long OpenAgain()
    {
        using var snapshot = Open(_store!);
        return snapshot.Generation;
    }

    /// <summary>Finds an entry, every time another one.</summary>
    [Benchmark(Description = "Look up")]
    public bool LookUp()
    {
        // A step without a common factor with the sizes visits all, none near the one before.
        _next = (int)((_next + 7919L) % _ids.Length);
        using var entry = _snapshot!.Find(_ids[_next]);
        return entry is not null ? true : throw new InvalidOperationException("An entry is missing.");
    }

    /// <summary>Writes one more entry.</summary>
    [Benchmark(Description = "Add an entry")]
    public void Add()
    {
        var wallet = NewEntry();
        _added = wallet.Id;
        _store!.AddAsync([wallet], CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Takes it out again, so that the next one finds the same store.</summary>
    [IterationCleanup(Target = nameof(Add))]
    public void Remove() => _store!.RemoveAsync(_added!.Value, CancellationToken.None).GetAwaiter().GetResult();

    private static IWalletSnapshot Open(WalletStore store) => store.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();

    private static NewWallet NewEntry() => new(SignatureId.Create(), new WalletEntry(
        ChainId.Parse(Chain), Network.Testnet, [WalletField.Public(WalletEntry.PrivateKeyField, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(26)))]));

    private WalletStore NewStore() => new(new WalletStoreOptions { Path = Path }, new EnvironmentPasswordSource("correct horse battery staple"));
}
