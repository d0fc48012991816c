namespace TatumKms.Core;

/// <summary>What networks are called.</summary>
public static class NetworkNames
{
    /// <summary>The word that people, settings and logs use for a network.</summary>
    /// <returns><c>mainnet</c> or <c>testnet</c>.</returns>
    public static string Name(this Network network) => network == Network.Testnet ? "testnet" : "mainnet";
}
