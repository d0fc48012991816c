using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>What the daemon was told to do.</summary>
public sealed record DaemonOptions
{
    /// <summary>The network to sign for.</summary>
    public required Network Network { get; init; }

    /// <summary>The chains to poll, in their order, each once.</summary>
    public required IReadOnlyList<ChainId> Chains { get; init; }

    /// <summary>The base of the Tatum API, without a path.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>The API key; sent in the header <c>x-api-key</c>, never in a URL.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The file of the signing journal.</summary>
    public required string JournalPath { get; init; }

    /// <summary>The version sent as <c>x-ttm-kms-client-version</c>.</summary>
    public required string ClientVersion { get; init; }

    /// <summary>How long to wait between rounds.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The second pair of eyes; required on mainnet.</summary>
    public Uri? ExternalUrl { get; init; }

    /// <summary>How the second pair of eyes is asked.</summary>
    /// <value>The default is GET.</value>
    public ExternalUrlMethod ExternalUrlMethod { get; init; } = ExternalUrlMethod.Get;

    /// <summary>Only these entries of the store are used, where given.</summary>
    public IReadOnlySet<SignatureId>? Wallets { get; init; }

    /// <summary>Only these pending transactions are signed, where given.</summary>
    public IReadOnlySet<string>? TransactionIds { get; init; }
}

/// <summary>How the second pair of eyes is asked.</summary>
public enum ExternalUrlMethod
{
    /// <summary><c>GET url/id</c>.</summary>
    Get,

    /// <summary><c>POST url/id</c> with the pending transaction as JSON.</summary>
    Post,
}
