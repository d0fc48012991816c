using TatumKms.Cryptography.Curves;

namespace TatumKms.Cryptography.Tests.Support;

/// <summary>The secp256k1 engines of this machine. Every test of the curve runs on each of them.</summary>
internal static class Engines
{
    public static readonly ISecp256k1 BouncyCastle = new BouncyCastleSecp256k1();

    public static readonly ISecp256k1? Native = LibSecp256k1.TryCreate();

    public static TheoryData<string> Names => Native is null ? [BouncyCastle.Name] : [BouncyCastle.Name, Native.Name];

    public static ISecp256k1 Get(string name) => name == BouncyCastle.Name ? BouncyCastle : Native!;
}
