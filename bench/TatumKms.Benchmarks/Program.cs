using BenchmarkDotNet.Running;
using TatumKms.Benchmarks;
using TatumKms.Benchmarks.Native;
using TatumKms.Benchmarks.Reports;

if (!BareSecp256k1.IsAvailable)
{
    Console.WriteLine("// libsecp256k1 is not on this machine: its bare calls are left out, and secp256k1 is BouncyCastle's.");
}

if (!OpenSslScrypt.IsAvailable)
{
    Console.WriteLine("// libcrypto.so.3 is not on this machine: its scrypt is left out.");
}

// Takes minutes and a gigabyte: only for whoever names it.
var wantsLarge = args.Any(argument => argument.Contains("LargeStore", StringComparison.OrdinalIgnoreCase));
Type[] all = [typeof(Sign), typeof(Derive), typeof(Parse), typeof(Describe), typeof(Limits), typeof(Store), .. wantsLarge ? [typeof(LargeStore)] : Type.EmptyTypes];
var summaries = BenchmarkSwitcher.FromTypes(all).Run(args, new ShortRuns());
return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
