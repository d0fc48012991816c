#:project ../src/TatumKms.Wallets/TatumKms.Wallets.csproj
#:project ../src/TatumKms.Core/TatumKms.Core.csproj
#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:property RestorePackagesWithLockFile=false

// Times opening and looking up in large stores: dotnet run bench/store-open.cs -c Release -- [ENTRIES …]
// The first opening pays for scrypt, the second does not: their difference is the KDF's own time.
using System.Diagnostics;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

var sizes = args.Length > 0 ? args.Select(int.Parse).ToArray() : [25_000, 550_000];
Console.WriteLine($"{"entries",9}{"MiB",8}{"open with KDF s",17}{"open s",9}{"look-up us",12}{"peak MiB",10}");
foreach (var size in sizes)
{
    var folder = Directory.CreateTempSubdirectory("tatum-kms-bench-");
    try
    {
        await MeasureAsync(Path.Combine(folder.FullName, "wallet.dat"), size);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task MeasureAsync(string path, int size)
{
    using (var writer = Open(path))
    {
        var chain = ChainId.Parse("BTC");
        await writer.AddAsync([.. Enumerable.Range(0, size).Select(_ => new NewWallet(SignatureId.Create(), new WalletEntry(chain, Network.Testnet, [WalletField.Public(WalletEntry.PrivateKeyField, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(26)))])))], default);
    }

    GC.Collect();
    using var store = Open(path);
    var (first, _) = await OpenAsync(store);
    var (second, snapshot) = await OpenAsync(store);
    var ids = snapshot.Wallets.Select(wallet => wallet.Id).ToArray();
    const int Lookups = 200_000;
    for (var i = 0; i < 10_000; i++)
    {
        snapshot.Find(ids[RandomNumberGenerator.GetInt32(ids.Length)])!.Dispose();
    }

    var clock = Stopwatch.StartNew();
    for (var i = 0; i < Lookups; i++)
    {
        snapshot.Find(ids[(int)((long)i * 7919 % ids.Length)])!.Dispose();
    }

    var lookup = clock.Elapsed.TotalMicroseconds / Lookups;
    snapshot.Dispose();
    using var process = Process.GetCurrentProcess();
    Console.WriteLine($"{size,9}{new FileInfo(path).Length / 1048576.0,8:0.0}{first.TotalSeconds,17:0.00}{second.TotalSeconds,9:0.00}{lookup,12:0.00}{process.PeakWorkingSet64 >> 20,10}");
}

static WalletStore Open(string path) =>
    new(new WalletStoreOptions { Path = path }, new EnvironmentPasswordSource("correct horse battery staple"));

static async Task<(TimeSpan Time, IWalletSnapshot Snapshot)> OpenAsync(WalletStore store)
{
    var clock = Stopwatch.StartNew();
    var snapshot = await store.OpenAsync(default);
    return (clock.Elapsed, snapshot);
}
