using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests;

/// <summary>All chains on the engine that this machine has.</summary>
internal static class TestChains
{
    public static ISecp256k1 Secp256k1 { get; } = Cryptography.Curves.Secp256k1.CreateBest();

    public static ChainRegistry Registry { get; } = new(ChainsRegistration.CreateChains(Secp256k1));
}
