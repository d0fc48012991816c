using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What no rule can permit.</summary>
internal sealed record PolicyLimits
{
    public IReadOnlyList<TransactionLimit> PerTransaction { get; init; } = [];

    public IReadOnlyList<WindowLimit> Windows { get; init; } = [];

    public IReadOnlyList<FeeLimit> Fees { get; init; } = [];

    /// <summary>Nobody else is paid, where given; in their normal spelling.</summary>
    public IReadOnlySet<string>? AllowedDestinations { get; init; }

    /// <summary>In their normal spelling.</summary>
    public IReadOnlySet<string> DeniedDestinations { get; init; } = new HashSet<string>();

    /// <summary>How long a destination waits that was never paid.</summary>
    public TimeSpan FirstUseDelay { get; init; }

    public bool AllowUnlimitedApprovals { get; init; }

    public bool AllowUnknownMethods { get; init; }

    public bool AllowAccountTakeover { get; init; }
}

/// <summary>Which transactions, and which payments of them, a limit is about.</summary>
internal sealed record LimitScope
{
    public IReadOnlyList<ChainId>? Chains { get; init; }

    public IReadOnlyList<Network>? Networks { get; init; }

    public WalletSet? Wallets { get; init; }

    /// <summary>In their normal spelling.</summary>
    public IReadOnlySet<string>? Destinations { get; init; }

    /// <summary>Whether a transaction is meant; of its signers one is enough.</summary>
    public bool Has(ChainId chain, Network network, IReadOnlyList<PolicySigner> signers) =>
        (Chains is null || Chains.Contains(chain))
        && (Networks is null || Networks.Contains(network))
        && (Wallets is null || signers.Count == 0 || signers.Any(Wallets.Has));

    /// <summary>Whether a payment of such a transaction is meant.</summary>
    public bool Has(PolicyPayment payment) => Destinations is null || Destinations.Contains(AddressText.Normalize(payment.Destination));
}

/// <summary>What the payments of one transaction may come to.</summary>
internal sealed record TransactionLimit(string Name, LimitScope Scope, PolicyAmount Max);

/// <summary>What a fee may be.</summary>
internal sealed record FeeLimit(string Name, LimitScope Scope, FeeBound Bound);

/// <summary>What the payments of the last hours or days may come to, this transaction included.</summary>
internal sealed record WindowLimit(string Name, LimitScope Scope, TimeSpan Window, PolicyAmount? Max, int? MaxCount, bool EachWallet, bool EachDestination);
