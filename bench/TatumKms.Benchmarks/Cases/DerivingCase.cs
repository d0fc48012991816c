using System.Text;
using System.Text.Json;
using TatumKms.Chains;
using TatumKms.Chains.Tests;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Benchmarks.Cases;

/// <summary>An entry of the store of which we know the addresses and keys.</summary>
public sealed class DerivingCase
{
    private readonly string _code;

    private DerivingCase(string code) => _code = code;

    /// <summary>One of each chain.</summary>
    public static IEnumerable<DerivingCase> All { get; } =
    [
        .. ChainsRegistration.CreateChains(new BouncyCastleSecp256k1()).Select(chain => new DerivingCase(chain.Id.Code)),
    ];

    /// <inheritdoc />
    public override string ToString() => _code;

    /// <summary>The chain, the entry, and an index, after it is proven that address and key are those of the vector.</summary>
    internal (IChain Chain, WalletEntry Entry, uint Index) Load()
    {
        var chain = new ChainRegistry(ChainsRegistration.CreateChains(Secp256k1.CreateBest())).Get(_code);
        var vector = VectorResource.Load($"wallets/{_code}.json")[0];
        var entry = VectorSigner.Entry(vector.GetProperty("entry"));
        var expected = vector.GetProperty("derive").EnumerateArray().Last();
        var index = expected.GetProperty("index").GetUInt32();
        using var key = chain.DerivePrivateKey(entry, index);
        Require(expected, "address", chain.DeriveAddress(entry, index));
        Require(expected, "privateKey", Encoding.UTF8.GetString(key.Span));
        return (chain, entry, index);
    }

    private void Require(JsonElement expected, string name, string derived)
    {
        if (expected.GetProperty(name).GetString() != derived)
        {
            throw new InvalidOperationException($"{_code}: the {name} is not that of the vector; nothing was measured.");
        }
    }
}
