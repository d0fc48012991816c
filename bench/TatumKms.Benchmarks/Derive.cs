using BenchmarkDotNet.Attributes;
using TatumKms.Benchmarks.Cases;
using TatumKms.Core;

namespace TatumKms.Benchmarks;

/// <summary>Addresses and private keys of entries: from the extended public key, the mnemonic or the one key, as the chain has it.</summary>
public class Derive
{
    private IChain? _chain;
    private WalletEntry? _entry;
    private uint _index;

    /// <summary>The entries.</summary>
    public static IEnumerable<DerivingCase> Cases => DerivingCase.All;

    /// <summary>The chain of the entry.</summary>
    [ParamsSource(nameof(Cases))]
    public DerivingCase? Chain { get; set; }

    /// <summary>Loads it.</summary>
    [GlobalSetup]
    public void SetUp() => (_chain, _entry, _index) = Chain!.Load();

    /// <summary>The address of an index.</summary>
    [Benchmark]
    public string Address() => _chain!.DeriveAddress(_entry!, _index);

    /// <summary>The private key of an index.</summary>
    [Benchmark]
    public int PrivateKey()
    {
        using var key = _chain!.DerivePrivateKey(_entry!, _index);
        return key.Length;
    }
}
