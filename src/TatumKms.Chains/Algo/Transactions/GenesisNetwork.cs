using TatumKms.Core;

namespace TatumKms.Chains.Algo.Transactions;

/// <summary>A public network, known by the id and hash of its first block.</summary>
internal sealed record GenesisNetwork(string Id, string Hash, Network Network)
{
    private static readonly GenesisNetwork[] Known =
    [
        new("mainnet-v1.0", "wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8=", Network.Mainnet),
        new("testnet-v1.0", "SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=", Network.Testnet),
        new("betanet-v1.0", "mFgazF+2uRS1tMiL9dsj01hJGySEmPN28B/TjjvpVW0=", Network.Testnet),
    ];

    /// <summary>Refuses a transaction of a public network that is another than the daemon's, or that contradicts itself.</summary>
    /// <param name="id">The genesis id; empty where the transaction has none.</param>
    /// <param name="hash">The genesis hash, which alone decides on the chain.</param>
    /// <param name="network">The network that the daemon runs for.</param>
    public static void Check(string id, byte[] hash, Network network)
    {
        var text = Convert.ToBase64String(hash);
        var byHash = Known.FirstOrDefault(known => known.Hash == text);
        var byId = Known.FirstOrDefault(known => known.Id == id);
        if (byHash != byId && id.Length > 0)
        {
            throw new RefusedException("The genesis id and the genesis hash are not of the same network.");
        }

        if (byHash is not null && byHash.Network != network)
        {
            throw new RefusedException($"The transaction is for {byHash.Id}, but this KMS signs for the {(network == Network.Mainnet ? "main" : "test")} network.");
        }
    }

    /// <summary>Whether a hash is of a public network.</summary>
    public static bool IsKnown(byte[] hash) => Known.Any(known => known.Hash == Convert.ToBase64String(hash));
}
