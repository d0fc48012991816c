using TatumKms.Core;

namespace TatumKms.Daemon.Inspection;

/// <summary>What it takes to ask the Tatum API.</summary>
public sealed class ApiAccess
{
    /// <summary>The base of the Tatum API; <c>/v3/…</c> is added to it.</summary>
    public required Uri Url { get; init; }

    /// <summary>The API key; never in a log.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The version sent as <c>x-ttm-kms-client-version</c>.</summary>
    public required string ClientVersion { get; init; }

    /// <summary>Whether the API may be on another machine and yet http.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>The same for the parts that the daemon is made of; nothing is polled, and no journal is opened.</summary>
    internal DaemonOptions ToOptions() => new()
    {
        Network = Network.Testnet,
        Chains = [],
        ApiUrl = Url,
        ApiKey = ApiKey,
        JournalPath = "",
        ClientVersion = ClientVersion,
        AllowHttp = AllowHttp,
    };
}
