using TatumKms.Chains.Ada;
using TatumKms.Chains.Algo;
using TatumKms.Chains.Bnb;
using TatumKms.Chains.Egld;
using TatumKms.Chains.Evm;
using TatumKms.Chains.Flow;
using TatumKms.Chains.Sol;
using TatumKms.Chains.Tron;
using TatumKms.Chains.Utxo;
using TatumKms.Chains.Vet;
using TatumKms.Chains.Xlm;
using TatumKms.Chains.Xrp;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains;

/// <summary>The list of chains: one line a family.</summary>
public static class ChainsRegistration
{
    /// <summary>Makes every chain of this build.</summary>
    /// <param name="secp256k1">The engine for keys and signatures on secp256k1.</param>
    /// <param name="options">What the owner has set.</param>
    public static IReadOnlyList<IChain> CreateChains(ISecp256k1 secp256k1, ChainOptions? options = null) =>
    [
        .. UtxoCoins.All.Select(coin => new UtxoChain(coin.With(options ?? new ChainOptions()), secp256k1)),
        .. EvmCoins.All.Select(coin => new EvmChain(coin.With(options ?? new ChainOptions()), secp256k1)),
        new TronChain(secp256k1),
        new VetChain(secp256k1, options?.MaxGas ?? 40_000_000),
        new XrpChain(secp256k1),
        new XlmChain(),
        new SolChain(TimeProvider.System),
        new AlgoChain(),
        new EgldChain(),
        new FlowChain(secp256k1, TimeProvider.System),
        new AdaChain(),
        new BnbChain(secp256k1),
    ];
}
