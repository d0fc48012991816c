using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests;

/// <summary>All chains on the engine that this machine has.</summary>
internal static class TestChains
{
    public static ISecp256k1 Secp256k1 { get; } = Cryptography.Curves.Secp256k1.CreateBest();

    /// <summary>With the limits that nobody has changed.</summary>
    public static ChainRegistry Registry { get; } = new(ChainsRegistration.CreateChains(Secp256k1));

    /// <summary>Without the limit in percent: the original has none, and some golden vectors pay absurd fees. The rate of Bitcoin Cash stays.</summary>
    public static ChainRegistry WithoutFeeLimit { get; } = new(ChainsRegistration.CreateChains(Secp256k1, new ChainOptions { MaxFeePercent = 100 }));
}
