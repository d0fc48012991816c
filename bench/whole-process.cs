#:property PublishAot=false
#:property TreatWarningsAsErrors=false
#:property RestorePackagesWithLockFile=false

// Times whole runs of the published executable: dotnet run bench/whole-process.cs -- PATH/TO/tatum-kms [RUNS]
// Each command runs once unmeasured, then RUNS times; the table gives minimum, median and maximum of the wall clock.
using System.Diagnostics;

var executable = args.Length > 0 ? args[0] : throw new ArgumentException("Which executable? PATH/TO/tatum-kms");
var runs = args.Length > 1 ? int.Parse(args[1]) : 11;
var folder = Directory.CreateTempSubdirectory("tatum-kms-bench-");
try
{
    var wallet = $"--path={Path.Combine(folder.FullName, "wallet.dat")}";
    var created = Run("generatemanagedwallet", "BTC", "--testnet", wallet).Output;
    var id = created.Split('"')[3];

    Console.WriteLine($"{"command",-34}{"min ms",9}{"median",9}{"max",9}");
    Time("--help", "--help");
    Time("--version", "--version");
    Time("generatewallet BTC", "generatewallet", "BTC");
    Time("getaddress, 1 entry (with scrypt)", "getaddress", id, "0", wallet);
    Time("batch of 100 keys (with scrypt)", "generatemanagedprivatekeybatch", "BTC", "100", $"--path={Path.Combine(folder.FullName, "batch.dat")}");
}
finally
{
    folder.Delete(recursive: true);
}

void Time(string name, params string[] arguments)
{
    Run(arguments);
    var times = Enumerable.Range(0, runs).Select(_ => Run(arguments).Milliseconds).Order().ToArray();
    Console.WriteLine($"{name,-34}{times[0],9:0.0}{times[runs / 2],9:0.0}{times[^1],9:0.0}");
}

(double Milliseconds, string Output) Run(params string[] arguments)
{
    var start = new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    start.Environment["TATUM_KMS_PASSWORD"] = "correct horse battery staple";
    start.Environment["HOME"] = folder.FullName;
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    var error = process.StandardError.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? (clock.Elapsed.TotalMilliseconds, output) : throw new InvalidOperationException($"exit {process.ExitCode}: {error}");
}
