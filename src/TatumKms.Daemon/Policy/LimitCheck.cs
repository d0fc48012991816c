using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>Holds a transaction against the limits that look at nothing but the transaction.</summary>
internal sealed class LimitCheck(PolicyLimits limits, PolicyRequest request)
{
    /// <summary>The limits that it breaks: a name and a sentence each.</summary>
    public IEnumerable<(string Name, string Sentence)> Broken() => [.. Dangers(), .. Destinations(), .. Amounts(), .. Fees()];

    /// <summary>What the payments of an asset in a scope come to; nothing where that cannot be told.</summary>
    public static BigInteger? Total(PolicyAsset asset, ChainId chain, IEnumerable<PolicyPayment> payments) => payments
        .Where(payment => asset.Is(chain, payment))
        .Aggregate((BigInteger?)BigInteger.Zero, (sum, payment) => sum + asset.Exact(payment.Amount));

    private IEnumerable<(string, string)> Dangers()
    {
        if (!limits.AllowUnlimitedApprovals && request.Dangers.Contains(DangerKind.UnlimitedApproval))
        {
            yield return ("allowUnlimitedApprovals", "somebody could take any amount of a token");
        }

        if (!limits.AllowUnknownMethods && request.Dangers.Contains(DangerKind.UnknownMethod))
        {
            yield return ("allowUnknownMethods", "it calls a method whose effect is not known");
        }

        if (!limits.AllowAccountTakeover && request.Dangers.Contains(DangerKind.AccountTakeover))
        {
            yield return ("allowAccountTakeover", "it changes who has power over an account, a contract or a token");
        }
    }

    private IEnumerable<(string, string)> Destinations()
    {
        var named = request.Calls.SelectMany(call => call.Parties.Append(call.Contract));
        var denied = request.Outflows.Select(payment => payment.Destination).Concat(named)
            .FirstOrDefault(address => limits.DeniedDestinations.Contains(AddressText.Normalize(address)));
        if (denied is not null)
        {
            yield return ("deniedDestinations", $"{denied} is on the list of denied destinations");
        }

        var other = limits.AllowedDestinations is not { } allowed ? null
            : request.Outflows.Select(payment => payment.Destination).FirstOrDefault(address => !allowed.Contains(AddressText.Normalize(address)));
        if (other is not null)
        {
            yield return ("allowedDestinations", $"{other} is not on the list of allowed destinations");
        }
    }

    private IEnumerable<(string, string)> Amounts()
    {
        foreach (var limit in limits.PerTransaction.Where(limit => limit.Scope.Has(request.Chain, request.Network, request.Signers)))
        {
            if (Total(limit.Max.Asset, request.Chain, request.Outflows.Where(limit.Scope.Has)) is not { } total)
            {
                yield return (limit.Name, "how much it pays cannot be told");
            }
            else if (total > limit.Max.Value)
            {
                yield return (limit.Name, $"it pays {limit.Max with { Value = total }}, more than the {limit.Max} of a transaction");
            }
        }
    }

    private IEnumerable<(string, string)> Fees()
    {
        if (request.Fee is not { } fee)
        {
            yield break;
        }

        foreach (var limit in limits.Fees.Where(limit => limit.Scope.Has(request.Chain, request.Network, request.Signers)))
        {
            // In percent of nothing a fee is never small enough: the absolute limit is for transactions that pay no coins.
            var bound = fee.Spent.Sign <= 0 ? limit.Bound with { MaxPercent = null } : limit.Bound;
            if (bound.Matches(request.Chain, fee) != Match.Yes)
            {
                yield return (limit.Name, $"the fee, {Coins.Text(fee.Amount)}, is more than {string.Join(" or ", new object?[] { bound.Max, bound.MaxPercent }.OfType<object>())}");
            }
        }
    }
}
