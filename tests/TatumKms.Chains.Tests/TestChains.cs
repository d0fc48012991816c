using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests;

/// <summary>All chains on the engine that this machine has.</summary>
internal static class TestChains
{
    public static ISecp256k1 Secp256k1 { get; } = Cryptography.Curves.Secp256k1.CreateBest();

    /// <summary>With the limits that nobody has changed.</summary>
    public static ChainRegistry Registry { get; } = new(ChainsRegistration.CreateChains(Secp256k1));

    /// <summary>Without a limit for fees: the original has none on most chains, and some golden vectors pay absurd ones.</summary>
    public static ChainRegistry WithoutFeeLimit { get; } = new(ChainsRegistration.CreateChains(Secp256k1, new ChainOptions { MaxFeePercent = 100 }));
}
