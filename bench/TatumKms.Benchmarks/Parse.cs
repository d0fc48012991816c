using BenchmarkDotNet.Attributes;
using TatumKms.Benchmarks.Cases;
using TatumKms.Core;

namespace TatumKms.Benchmarks;

/// <summary>Reading and checking what the API delivered, with a node that answers from memory.</summary>
public class Parse
{
    private LoadedCase? _loaded;

    /// <summary>The transactions.</summary>
    public static IEnumerable<SigningCase> Cases => SigningCases.All;

    /// <summary>The transaction.</summary>
    [ParamsSource(nameof(Cases))]
    public SigningCase? Transaction { get; set; }

    /// <summary>Loads it.</summary>
    [GlobalSetup]
    public void SetUp() => _loaded = Transaction!.Load();

    /// <summary>Prepares the transaction.</summary>
    [Benchmark]
    public PreparedTransaction Prepare() => _loaded!.Prepare();
}
