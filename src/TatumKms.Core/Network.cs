namespace TatumKms.Core;

/// <summary>Whether a key or a transaction belongs to a chain's main network or to its test network.</summary>
public enum Network
{
    /// <summary>The network with real money.</summary>
    Mainnet = 0,

    /// <summary>The test network; in wallet files <c>"testnet": true</c>.</summary>
    Testnet = 1,
}
