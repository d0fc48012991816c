using BenchmarkDotNet.Running;

namespace TatumKms.Benchmarks.Native;

/// <summary>Leaves out what needs a library that the machine does not have.</summary>
internal static class Availability
{
    /// <summary>The category of calls of libsecp256k1.</summary>
    public const string Secp256k1 = "libsecp256k1";

    /// <summary>The category of calls of OpenSSL.</summary>
    public const string OpenSsl = "libcrypto";

    /// <summary>Whether a benchmark can run here.</summary>
    public static bool IsAvailable(BenchmarkCase benchmark) =>
        (BareSecp256k1.IsAvailable || !benchmark.Descriptor.HasCategory(Secp256k1))
        && (OpenSslScrypt.IsAvailable || !benchmark.Descriptor.HasCategory(OpenSsl));
}
