using BenchmarkDotNet.Attributes;
using TatumKms.Benchmarks.Cases;
using TatumKms.Core;

namespace TatumKms.Benchmarks;

/// <summary>Telling what a transaction does, without keys and look-ups.</summary>
public class Describe
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

    /// <summary>Describes the transaction.</summary>
    [Benchmark]
    public TransactionDescription Offline() => _loaded!.Describe();
}
