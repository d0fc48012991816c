namespace TatumKms.Cryptography.Curves;

/// <summary>Chooses the engine.</summary>
public static class Secp256k1
{
    /// <summary>libsecp256k1 where the machine has it, else BouncyCastle. Make one and keep it for the life of the process.</summary>
    public static ISecp256k1 CreateBest() =>
        LibSecp256k1.TryCreate() is { } native ? native : new BouncyCastleSecp256k1();
}
