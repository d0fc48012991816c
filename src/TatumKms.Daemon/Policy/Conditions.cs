using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>The conditions of a rule; one that is not given always holds, of a list any member will do.</summary>
internal sealed record Conditions
{
    public IReadOnlyList<ChainId>? Chains { get; init; }

    public IReadOnlyList<Network>? Networks { get; init; }

    public WalletSet? Wallets { get; init; }

    public IReadOnlyList<PolicyAsset>? Assets { get; init; }

    /// <summary>In their normal spelling.</summary>
    public IReadOnlySet<string>? Destinations { get; init; }

    /// <summary>In their normal spelling.</summary>
    public IReadOnlySet<string>? Contracts { get; init; }

    /// <summary>Methods or selectors.</summary>
    public IReadOnlySet<string>? Methods { get; init; }

    public AmountRange? Amount { get; init; }

    public FeeBound? Fee { get; init; }

    public TimeSlot? Time { get; init; }

    public IReadOnlyList<DangerKind>? Dangers { get; init; }

    /// <summary>Whether it looks at payments: such a rule says nothing of a call unless it names the contract or the method, too.</summary>
    public bool LookAtPayments => Assets is not null || Destinations is not null || Amount is not null;

    /// <summary>Whether it names what is called.</summary>
    public bool NameCalls => Contracts is not null || Methods is not null;
}

/// <summary>Entries of the store, by their ids and their labels.</summary>
internal sealed record WalletSet(IReadOnlySet<SignatureId> Ids, IReadOnlySet<string> Labels)
{
    public bool Has(PolicySigner signer) => Ids.Contains(signer.Id) || (signer.Label is not null && Labels.Contains(signer.Label));
}

/// <summary>An amount from one to another, both included.</summary>
internal sealed record AmountRange(PolicyAmount? Min, PolicyAmount? Max)
{
    public PolicyAsset Asset => (Min ?? Max)!.Asset;

    /// <summary>Whether a payment of the asset lies in it; nothing where that cannot be told.</summary>
    public Match Matches(PolicyPayment payment) => Asset.Exact(payment.Amount) is not { } value
        ? Match.Unknown
        : Matching.Of((Min is null || value >= Min.Value) && (Max is null || value <= Max.Value));
}

/// <summary>What a fee may be at most.</summary>
internal sealed record FeeBound(PolicyAmount? Max, PolicyPercent? MaxPercent)
{
    /// <summary>Whether a fee keeps to it. A transaction that sets no fee does; one whose fee cannot be compared may or may not.</summary>
    public Match Matches(ChainId chain, PolicyFee? fee) => fee is null ? Match.Yes : Absolute(chain, fee).And(Relative(fee));

    private Match Absolute(ChainId chain, PolicyFee fee) =>
        Max is null ? Match.Yes
        : !Max.Asset.Is(chain, null, fee.Amount.Symbol) || Max.Asset.Exact(fee.Amount) is not { } value ? Match.Unknown
        : Matching.Of(value <= Max.Value);

    private Match Relative(PolicyFee fee) =>
        MaxPercent is null ? Match.Yes
        : fee.Spent.Sign <= 0 ? Match.Unknown
        : Matching.Of(MaxPercent.Covers(fee.Amount.BaseUnits, fee.Spent));
}

/// <summary>Hours of some days of the week in a time zone. Hours that end before they begin go on into the next day, and belong to the day on which they begin.</summary>
internal sealed record TimeSlot(TimeOnly From, TimeOnly To, TimeZoneInfo Zone, IReadOnlySet<DayOfWeek>? Days)
{
    public bool Contains(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        var isAfterMidnight = From > To && time < To;
        var day = isAfterMidnight ? (DayOfWeek)(((int)local.DayOfWeek + 6) % 7) : local.DayOfWeek;
        var isInHours = From == To || (From < To ? time >= From && time < To : isAfterMidnight || time >= From);
        return isInHours && (Days is null || Days.Contains(day));
    }
}
