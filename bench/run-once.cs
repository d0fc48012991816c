#:project ../src/TatumKms.Core/TatumKms.Core.csproj
#:project ../src/TatumKms.Sandbox/TatumKms.Sandbox.csproj
#:project ../src/TatumKms.Wallets/TatumKms.Wallets.csproj
#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:property RestorePackagesWithLockFile=false

// Times "daemon --testnet --runOnce --chain ETH" of the published executable: dotnet run bench/run-once.cs -- PATH/TO/tatum-kms [RUNS]
// for stores of 10, 1,000 and 10,000 keys and 1, 100 and 1,000 pending transactions, beside what the original needs.
// The KDF's own time is that of getaddress on the same store, which opens it and prints a line.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Sandbox;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

const string Password = "correct horse battery staple";
var executable = args.Length > 0 ? args[0] : throw new ArgumentException("Which executable? PATH/TO/tatum-kms");
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;

// tatum-kms 8.0.1 on Node 20, 2 cores of an AMD EPYC: seconds and peak MiB by pending transactions and keys. It decrypts the whole
// store once for each transaction, and was not measured with 1,000 of them.
var original = new Dictionary<(int Pending, int Keys), (double Seconds, int MiB)>
{
    [(1, 10)] = (2.74, 267),
    [(1, 1_000)] = (2.75, 285),
    [(1, 10_000)] = (3.24, 391),
    [(100, 10)] = (3.32, 274),
    [(100, 1_000)] = (5.22, 395),
    [(100, 10_000)] = (22.4, 833),
};

// The original's getaddress takes so long for a store of one entry: nearly all of it is loading its libraries.
const double OriginalStart = 2.57;

Console.WriteLine($"medians of {runs} runs; tx/s and \"less open\" without the time of getaddress on the same store");
Console.WriteLine($"{"keys",7}{"pending",9}{"getaddress s",14}{"runOnce s",11}{"less open s",13}{"tx/s",8}{"peak MiB",10}{"original s",12}{"less start s",14}{"MiB",6}");
foreach (var keys in new[] { 10, 1_000, 10_000 })
{
    var folder = Directory.CreateTempSubdirectory("tatum-kms-bench-");
    try
    {
        await MeasureAsync(folder.FullName, keys);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task MeasureAsync(string folder, int keys)
{
    var ids = await StoreAsync(Path.Combine(folder, "wallet.dat"), keys);
    var open = Median([.. await RepeatAsync(runs, () => RunAsync(folder, null, "getaddress", ids[0].ToString(), "0"))], run => run.Seconds);
    foreach (var pending in new[] { 1, 100, 1_000 })
    {
        var measured = await RepeatAsync(runs, () => RunOnceAsync(folder, ids, pending));
        var (seconds, peak) = (Median(measured, run => run.Seconds), measured.Max(run => run.PeakMiB));
        var beside = original.TryGetValue((pending, keys), out var known)
            ? $"{known.Seconds,12:0.00}{known.Seconds - OriginalStart,14:0.00}{known.MiB,6}"
            : $"{"-",12}{"-",14}{"-",6}";
        Console.WriteLine($"{keys,7}{pending,9}{open,14:0.00}{seconds,11:0.00}{seconds - open,13:0.00}{pending / Math.Max(seconds - open, 0.001),8:0}{peak,10}{beside}");
    }
}

// Every key is random and the pending transactions are spread over them, so that no look-up is for a key that was just used.
async Task<List<SignatureId>> StoreAsync(string path, int keys)
{
    using var store = new WalletStore(new WalletStoreOptions { Path = path }, new EnvironmentPasswordSource(Password));
    var wallets = Enumerable.Range(0, keys).Select(_ => new NewWallet(
        SignatureId.Create(),
        new WalletEntry(ChainId.Parse("ETH"), Network.Testnet, [WalletField.Public(WalletEntry.PrivateKeyField, $"0x{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}")]))).ToList();
    await store.AddAsync(wallets, default);
    return [.. wallets.Select(wallet => wallet.Id)];
}

async Task<(double Seconds, long PeakMiB)> RunOnceAsync(string folder, List<SignatureId> ids, int pending)
{
    await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { LookUp = Answer }, default);
    for (var i = 0; i < pending; i++)
    {
        sandbox.State.AddPending(JsonSerializer.Serialize(new
        {
            id = $"bench-{i}",
            chain = "ETH",
            hashes = new[] { ids[(int)((long)i * 7919 % ids.Count)].ToString() },
            serializedTransaction = $$"""{"to":"0x00000000000000000000000000000000c0ffee00","value":"{{i + 1}}","gas":"21000","gasPrice":"30000000000"}""",
        }));
    }

    foreach (var file in Directory.GetFiles(folder, "wallet.dat.journal*"))
    {
        File.Delete(file);
    }

    var run = await RunAsync(folder, sandbox.Url, "daemon", "--testnet", "--runOnce", "--chain=ETH");
    return sandbox.State.PendingIds is [] ? run : throw new InvalidOperationException($"Not all was signed: {string.Join(' ', sandbox.State.Errors.Take(1))}");
}

// The chain id of a test network by JSON-RPC, and a nonce that is nothing but new for each key.
static Task<SandboxAnswer?> Answer(SandboxLookUp question, CancellationToken cancellationToken) => Task.FromResult<SandboxAnswer?>(new(
    200, question.Path.Contains("/count/", StringComparison.Ordinal) ? "0" : """{"jsonrpc":"2.0","id":1,"result":"0xaa36a7"}"""));

async Task<(double Seconds, long PeakMiB)> RunAsync(string folder, Uri? api, params string[] arguments)
{
    var start = new ProcessStartInfo(executable, [.. arguments, $"--path={Path.Combine(folder, "wallet.dat")}"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    start.Environment["TATUM_KMS_PASSWORD"] = Password;
    start.Environment["HOME"] = folder;
    start.Environment["TATUM_API_KEY"] = "bench";
    start.Environment["TATUM_API_URL"] = api?.ToString() ?? "http://127.0.0.1:1";
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    process.StandardInput.Close();
    var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    var peak = PeakAsync(process.Id);
    await process.WaitForExitAsync();
    var seconds = clock.Elapsed.TotalSeconds;
    await output;
    return process.ExitCode == 0 ? (seconds, await peak) : throw new InvalidOperationException($"exit {process.ExitCode}: {await error}");
}

// VmHWM of proc(5), the most that was resident so far, until the process is gone.
static async Task<long> PeakAsync(int id)
{
    var peak = 0L;
    while (true)
    {
        try
        {
            var line = (await File.ReadAllLinesAsync($"/proc/{id}/status")).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line is null)
            {
                return peak >> 10;
            }

            peak = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return peak >> 10;
        }

        await Task.Delay(5);
    }
}

static async Task<List<T>> RepeatAsync<T>(int times, Func<Task<T>> run)
{
    var results = new List<T>();
    for (var i = 0; i < times; i++)
    {
        results.Add(await run());
    }

    return results;
}

static double Median<T>(IReadOnlyList<T> runs, Func<T, double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);
