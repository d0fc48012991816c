#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:property RestorePackagesWithLockFile=false

// Times a batch beside what it cannot do without: dotnet run bench/batch.cs -- PATH/TO/tatum-kms [KEYS]
// First as many seeds of mnemonics (PBKDF2-HMAC-SHA512, 2048 rounds) on all cores, then the batch into a new store, then the
// seeds again: the machine may have become slower or faster. The last line is the batch against the mean of the two.
using System.Diagnostics;
using System.Security.Cryptography;

var executable = args.Length > 0 ? args[0] : throw new ArgumentException("Which executable? PATH/TO/tatum-kms");
var keys = args.Length > 1 ? int.Parse(args[1]) : 25_000;
var folder = Directory.CreateTempSubdirectory("tatum-kms-bench-");
try
{
    var before = MakeSeeds();
    var batch = Run("generatemanagedprivatekeybatch", "BTC", $"{keys}", "--testnet");
    var after = MakeSeeds();
    Console.WriteLine($"{keys} seeds before      {before.TotalSeconds,8:0.00} s");
    Console.WriteLine($"{keys} keys in one batch {batch.Time.TotalSeconds,8:0.00} s, {batch.Lines} lines");
    Console.WriteLine($"{keys} seeds after       {after.TotalSeconds,8:0.00} s");
    Console.WriteLine($"the batch took {2 * batch.Time / (before + after):0.00} times the seeds, on {Environment.ProcessorCount} cores");
}
finally
{
    folder.Delete(recursive: true);
}

TimeSpan MakeSeeds()
{
    var clock = Stopwatch.StartNew();
    Parallel.For(0, keys, i =>
    {
        Span<byte> seed = stackalloc byte[64];
        Rfc2898DeriveBytes.Pbkdf2("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"u8, BitConverter.GetBytes(i), seed, 2048, HashAlgorithmName.SHA512);
    });
    return clock.Elapsed;
}

(TimeSpan Time, int Lines) Run(params string[] arguments)
{
    var start = new ProcessStartInfo(executable, [.. arguments, $"--path={Path.Combine(folder.FullName, "wallet.dat")}"]) { RedirectStandardOutput = true };
    start.Environment["TATUM_KMS_PASSWORD"] = "correct horse battery staple";
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    var lines = process.StandardOutput.ReadToEnd().Count(c => c == '\n');
    process.WaitForExit();
    return process.ExitCode == 0 ? (clock.Elapsed, lines) : throw new InvalidOperationException($"exit {process.ExitCode}");
}
